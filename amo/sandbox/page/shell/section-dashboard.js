define(['api', 'markup'], (api, { html, money, plural }) => {
  const tile = (title, value, note, tone = '') => html`
    <div class="tile ${tone}">
      <div class="tile-title">${title}</div>
      <div class="tile-value">${value}</div>
      <div class="tile-note">${note}</div>
    </div>`;

  const deals = (count) => `${count} ${plural(count, 'сделка', 'сделки', 'сделок')}`;

  const stage = (largest) => ({ name, count, sum, color }) => html`
    <div class="stage-row">
      <span class="stage-name">${name}</span>
      <span class="stage-bar"><i style="width:${Math.round((count / largest) * 100)}%;background:${color}"></i></span>
      <span class="stage-sum">${deals(count)} · ${money(sum)}</span>
    </div>`;

  const total = (columns, key) => columns.reduce((all, column) => all + column[key], 0);

  async function draw({ boot }) {
    const main = boot.pipelines.find((pipeline) => pipeline.is_main) || boot.pipelines[0];
    const [board, tasks] = await Promise.all([api.board(main.id), api.list('tasks')]);
    const columns = board ? board.columns : [];
    const open = columns.filter(({ id }) => id !== 142 && id !== 143);
    const won = columns.filter(({ id }) => id === 142);
    const late = tasks.items.filter((task) => task.overdue).length;
    const largest = Math.max(...columns.map((column) => column.count), 1);
    return html`
      <header class="topbar"><h1>Рабочий стол</h1>
        <span class="topbar-note">${boot.constants.account.name}</span></header>
      <div class="dashboard">
        <div class="tiles">
          ${tile('Активные сделки', total(open, 'count'), money(total(open, 'sum')))}
          ${tile('Успешные сделки', total(won, 'count'), money(total(won, 'sum')), 'tile_good')}
          ${tile('Открытые задачи', tasks.total, 'по правам пользователя')}
          ${tile('Просроченные задачи', late, 'среди ближайших', 'tile_bad')}
        </div>
        <section class="panel-box"><h2>${main.name}</h2>${columns.map(stage(largest))}</section>
      </div>`;
  }

  return { draw };
});
