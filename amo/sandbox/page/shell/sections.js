define(
  ['jquery', 'routes', 'frame', 'markup', 'section-dashboard', 'section-board', 'section-list',
    'section-tasks', 'section-card', 'section-widgets'],
  ($, routeOf, frame, { html }, dashboard, board, list, tasks, card, widgets) => {
    const SECTIONS = {
      dashboard,
      'leads-pipeline': board,
      leads: list,
      contacts: list,
      companies: list,
      todo: tasks,
      'todo-line': tasks,
      'todo-calendar': tasks,
      widgetsSettings: widgets,
      leads_card: card,
      contacts_card: card,
      companies_card: card,
    };

    const empty = {
      draw: async () => html`
        <header class="topbar"><h1>Раздел песочницы</h1></header>
        <div class="empty-section">Этот раздел amoCRM в песочнице пуст.</div>`,
    };

    /** Replaces the content of #page_holder or #card_holder by new nodes; the other one is hidden. */
    return async (shell) => {
      const { pathname } = location;
      const route = routeOf(pathname);
      const section = SECTIONS[route.area] || empty;
      const markup = await section.draw({ ...shell, route });
      if (location.pathname !== pathname) return;
      const $page = $('#page_holder');
      const $card = $('#card_holder');
      const $shown = route.card ? $card : $page;
      $page.add($card).empty();
      $page.prop('hidden', route.card);
      $card.prop('hidden', !route.card);
      $shown.html(String(markup));
      frame.mark(route.entity);
      document.title = `${$shown.find('h1').first().text().trim()} — amoCRM`;
      $shown.attr('data-path', pathname);
      if (section.bind) section.bind($shown, shell);
    };
  },
);
