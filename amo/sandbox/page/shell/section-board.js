define(['api', 'markup'], (api, { html, money, plural }) => {
  const item = ({ id, title, url, lines, responsible }) => html`
    <article class="board-card" data-id="${id}">
      <div class="board-card-top">${lines[1] || responsible}</div>
      <a class="board-card-title" href="${url}">${title}</a>
      <div class="board-card-line">${lines[0]}</div>
    </article>`;

  const column = ({ name, color, count, sum, items }) => html`
    <section class="board-column">
      <header style="border-color:${color}">
        <h2>${name}</h2>
        <p>${count} ${plural(count, 'сделка', 'сделки', 'сделок')}: ${money(sum)}</p>
      </header>
      <div class="board-items">${items.map(item)}</div>
    </section>`;

  async function draw({ boot }) {
    const wanted = Number(location.pathname.split('/')[3]);
    const main = boot.pipelines.find((pipeline) => pipeline.is_main) || boot.pipelines[0];
    const board = (await api.board(wanted || main.id)) || { pipeline: main, columns: [] };
    const tab = ({ id, name }) => html`
      <a class="tab ${id === board.pipeline.id ? 'tab_active' : ''}" href="/leads/pipeline/${id}">${name}</a>`;
    return html`
      <header class="topbar">
        <h1>${board.pipeline.name}</h1>
        <nav class="tabs" aria-label="Воронки">${boot.pipelines.map(tab)}</nav>
        <a class="tab" href="/leads/list/">Списком</a>
        <a class="crm-button" href="/leads/detail/0">Новая сделка</a>
      </header>
      <div class="board" tabindex="0">${board.columns.map(column)}</div>`;
  }

  return { draw };
});
