define([], () => {
  const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

  class Safe {
    constructor(text) {
      this.text = text;
    }

    toString() {
      return this.text;
    }
  }

  const show = (value) => {
    if (value instanceof Safe) return value.text;
    if (Array.isArray(value)) return value.map(show).join('');
    if (value === null || value === undefined || value === false) return '';
    return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
  };

  /** A template tag: everything put in is escaped unless it came from this tag itself. */
  const html = (parts, ...values) =>
    new Safe(parts.reduce((all, part, index) => all + show(values[index - 1]) + part));

  const plural = (count, one, few, many) =>
    ({ one, few, many, other: many })[new Intl.PluralRules('ru').select(count)];

  const money = (sum) => `${Number(sum || 0).toLocaleString('ru-RU')} ₽`;

  const day = (seconds) =>
    new Date(seconds * 1000).toLocaleDateString('ru-RU', { day: 'numeric', month: 'long' });

  const moment = (seconds) =>
    new Date(seconds * 1000).toLocaleString('ru-RU', {
      day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit',
    });

  return { html, plural, money, day, moment };
});
