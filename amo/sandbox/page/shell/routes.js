define([], () => {
  const card = (entity, area, v3) => ({ entity, area: `${entity}_card`, v3, system: area, card: true });
  const list = (entity, area, v3, system) => ({ entity, area, v3, system, card: false });

  /** What amoCRM's page calls each of its sections; the first prefix that fits wins. */
  const ROUTES = [
    ['/leads/detail/', card('leads', 'lcard', 'leads.card')],
    ['/contacts/detail/', card('contacts', 'ccard', 'contacts.card')],
    ['/companies/detail/', card('companies', 'comcard', 'companies.card')],
    ['/customers/detail/', card('customers', 'cucard', 'customers.card')],
    ['/leads/pipeline', list('leads', 'leads-pipeline', 'leads.pipeline', 'outer_space')],
    ['/leads/list', list('leads', 'leads', 'leads.list', 'llist')],
    ['/contacts/list', list('contacts', 'contacts', 'contacts.list', 'clist')],
    ['/companies/list', list('companies', 'companies', 'companies.list', 'clist')],
    ['/todo/line', list('todo', 'todo-line', 'todo.line', 'tline')],
    ['/todo/calendar', list('todo', 'todo-calendar', 'todo.calendar', 'tcalendar')],
    ['/todo', list('todo', 'todo', 'todo.list', 'tlist')],
    ['/settings/widgets', list('widgetsSettings', 'widgetsSettings', 'settings.widgets', 'settings')],
    ['/dashboard', list('dashboard', 'dashboard', 'dashboard', 'outer_space')],
  ];

  const elsewhere = (path) => {
    const first = path.split('/')[1] || 'dashboard';
    return list(first, first, first, 'outer_space');
  };

  /** @returns the route of a path, with the record's id on a card (0 is a new, unsaved one) */
  return (path) => {
    const found = ROUTES.find(([prefix]) => path.startsWith(prefix));
    const route = found ? found[1] : elsewhere(path);
    const id = route.card ? Number(path.split('/')[3]) || 0 : null;
    return { ...route, id };
  };
});
