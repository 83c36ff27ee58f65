define(['jquery', 'markup'], ($, { html }) => {
  const icon = (path) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  const DRAWN = {
    dashboard: 'M4 13a8 8 0 1 1 16 0M12 13l4-4M5 19h14',
    leads: 'M12 4v16M16 7.5c-1-1.2-2.3-1.7-4-1.7-2.2 0-4 1-4 3s1.8 2.7 4 3.2 4 1.2 4 3.2-1.8 3-4 3c-1.7 0-3-.5-4-1.7',
    todo: 'M5 5h14v14H5zM8.5 12l2.5 2.5 4.5-5',
    lists: 'M8 7h11M8 12h11M8 17h11M4.5 7h.1M4.5 12h.1M4.5 17h.1',
    mail: 'M4 6.5h16v11H4zM4 7l8 6 8-6',
    stats: 'M5 19V11M10 19V5M15 19v-6M20 19V8',
    settings: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  };
  const MENU = [
    ['dashboard', '/dashboard/', 'Рабочий стол'],
    ['leads', '/leads/pipeline/', 'Сделки'],
    ['todo', '/todo/line/', 'Задачи'],
    ['lists', '/contacts/list/', 'Списки'],
    ['mail', '/mail/inbox/', 'Почта'],
    ['stats', '/stats/', 'Аналитика'],
    ['settings', '/settings/widgets/', 'amoМаркет'],
  ];

  const initials = (name) => name.split(' ').map((part) => part[0]).join('').slice(0, 2);

  const item = ([name, url, title]) => html`
    <a class="menu-item" href="${url}" data-entry="${name}">
      ${icon(DRAWN[name])}<span>${title}</span>
    </a>`;

  function draw(boot) {
    const { user } = boot.constants;
    $('#left_menu').html(String(html`
      <div class="menu-user" title="${user.name}">${initials(user.name)}</div>
      <div class="menu-items">${MENU.map(item)}</div>
      <button type="button" class="menu-item" id="sandbox_controls_button" aria-expanded="false">
        ${icon(DRAWN.settings)}<span>Песочница</span>
      </button>`));
  }

  const ENTRY_OF = { contacts: 'lists', companies: 'lists', widgetsSettings: 'settings' };

  /** Marks where the user is. */
  function mark(entity) {
    const entry = ENTRY_OF[entity] || entity;
    $('#left_menu .menu-item').each((_index, node) => {
      $(node).toggleClass('menu-item_active', node.getAttribute('data-entry') === entry);
    });
  }

  return { draw, mark };
});
