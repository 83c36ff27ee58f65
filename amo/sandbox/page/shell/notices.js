define(['jquery', 'markup'], ($, { html }) => {
  const SHOWN_MS = 6000;

  function show({ header = '', text = '' }) {
    const $notice = $(String(html`<div class="notice"><b>${header}</b><p>${text}</p></div>`));
    $('#notifications').append($notice);
    setTimeout(() => $notice.remove(), SHOWN_MS);
  }

  return {
    show,
    listen() {
      $(document).on('shell:notification', (_event, _method, payload = {}) =>
        show(typeof payload.text === 'object' ? payload.text : payload));
    },
  };
});
