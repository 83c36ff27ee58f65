define(['jquery', 'api', 'markup'], ($, api, { html, plural }) => {
  const TABS = [['leads', 'Сделки'], ['contacts', 'Контакты'], ['companies', 'Компании']];
  const TITLES = Object.fromEntries(TABS);

  const row = ({ id, title, url, lines, responsible }) => html`
    <tr data-id="${id}">
      <td><input type="checkbox" class="list-row-check" aria-label="Отметить: ${title}"></td>
      <td><a href="${url}">${title}</a></td>
      <td>${lines.join(' · ')}</td>
      <td>${responsible}</td>
    </tr>`;

  const tab = (entity) => ([type, name]) => html`
    <a class="tab ${type === entity ? 'tab_active' : ''}" href="/${type}/list/">${name}</a>`;

  /** The same address, its filter included, with another page. */
  const address = (type, page) => {
    const query = new URLSearchParams(location.search);
    query.set('page', page);
    return `/${type}/list/?${query}`;
  };

  const pager = (type, page, hasNext) => html`
    <div class="pager">
      ${page > 1 && html`<a class="tab" href="${address(type, page - 1)}">Назад</a>`}
      ${hasNext && html`<a class="tab" href="${address(type, page + 1)}">Дальше</a>`}
    </div>`;

  async function draw({ route }) {
    const page = Number(new URLSearchParams(location.search).get('page')) || 1;
    const found = (await api.list(route.entity, location.search)) || { total: 0, items: [] };
    const { total, items } = found;
    return html`
      <header class="topbar">
        <h1>${TITLES[route.entity]}</h1>
        <nav class="tabs" aria-label="Списки">${TABS.map(tab(route.entity))}</nav>
        <span class="topbar-note">${total} ${plural(total, 'запись', 'записи', 'записей')}</span>
      </header>
      <div class="list"><table id="list_table">
        <thead><tr><th><span class="hidden-text">Отметка</span></th><th>Название</th><th>Сведения</th><th>Ответственный</th></tr></thead>
        <tbody>${items.map(row)}</tbody>
      </table>${pager(route.entity, page, found.has_next)}</div>`;
  }

  function bind($shown, { APP }) {
    const type = APP.data.current_entity;
    $shown.on('change', '.list-row-check', () => {
      const ticked = $shown.find('.list-row-check:checked').closest('tr').toArray();
      APP.selected.selected = ticked.map((node) => (
        { id: Number(node.dataset.id), type, emails: [], phones: [] }));
      APP.selected.count_selected = ticked.length;
      $(document).trigger('list:selected');
    });
  }

  return { draw, bind };
});
