define(['api', 'markup'], (api, { html, moment }) => {
  const DAY = 86400;
  const SHOWN = 40;

  const task = ({ text, type, due, responsible, entity, overdue }) => html`
    <article class="task ${overdue ? 'task_overdue' : ''}">
      <div class="task-when">${moment(due)} · ${responsible}</div>
      ${entity && html`<a class="task-entity" href="${entity.url}">${entity.title}</a>`}
      <div class="task-text"><b>${type}:</b> ${text}</div>
    </article>`;

  const column = ([title, tone, items]) => html`
    <section class="board-column">
      <header class="${tone}"><h2>${title}</h2><p>${items.length}</p></header>
      <div class="board-items">${items.slice(0, SHOWN).map(task)}</div>
    </section>`;

  function byDay(items) {
    const midnight = new Date();
    midnight.setHours(24, 0, 0, 0);
    const tomorrow = midnight.getTime() / 1000;
    const between = (from, to) => items.filter((one) => !one.overdue && one.due >= from && one.due < to);
    return [
      ['Просроченные', 'tone-bad', items.filter((one) => one.overdue)],
      ['На сегодня', 'tone-good', between(0, tomorrow)],
      ['На завтра', 'tone-plain', between(tomorrow, tomorrow + DAY)],
      ['Позже', 'tone-plain', between(tomorrow + DAY, Infinity)],
    ];
  }

  async function openTasks() {
    const first = await api.list('tasks');
    const pages = Math.ceil(first.total / Math.max(first.items.length, 1));
    const numbers = Array.from({ length: Math.max(pages - 1, 0) }, (_none, index) => index + 2);
    const rest = await Promise.all(numbers.map((page) => api.list('tasks', { page })));
    return [first, ...rest].flatMap((page) => page.items);
  }

  async function draw() {
    const items = await openTasks();
    return html`
      <header class="topbar"><h1>Задачи</h1></header>
      <div class="board" tabindex="0">${byDay(items).map(column)}</div>`;
  }

  return { draw };
});
