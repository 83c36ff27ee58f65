define(['jquery', 'routes'], ($, routeOf) => {
  const ELEMENT_TYPES = { contacts: 1, leads: 2, companies: 3, todo: 4, catalogs: 10, customers: 12 };

  const here = () => routeOf(location.pathname);

  function currentCard(route) {
    if (!route.card) return false;
    return {
      id: route.id,
      element_type: ELEMENT_TYPES[route.entity],
      model: { attributes: {} },
      new_card: route.id === 0,
    };
  }

  function notifications() {
    const say = (method) => (payload) => $(document).trigger('shell:notification', [method, payload]);
    const names = ['show_message', 'show_message_error', 'show_notification', 'add_error', 'add_call'];
    return Object.fromEntries(names.map((name) => [name, say(name)]));
  }

  /** amoCRM's page object, built from what the sandbox knows about the signed-in user. */
  return function buildApp(boot, navigate) {
    const constants = { ...boot.constants };
    const { user, account } = constants;
    const selected = { count_selected: 0, selected: [] };
    return {
      constant(key, ...value) {
        if (value.length) [constants[key]] = value;
        return key in constants ? constants[key] : false;
      },
      lang_id: boot.lang_id,
      first_load: true,
      element_types: ELEMENT_TYPES,
      data: { current_card: false, current_view: false, current_list: false, current_entity: '', is_card: false },
      getBaseEntity: () => here().entity,
      getWidgetsArea: () => here().area,
      getV3WidgetsArea: () => here().v3,
      isCard: () => here().card,
      router: { navigate },
      notifications: notifications(),
      sdk: { showUserStatus: () => undefined, setCallingStatus: () => undefined },
      addNotificationCallback: () => undefined,
      selected,
      widgets: {
        list: {},
        loaded: false,
        clear_cache: () => undefined,
        system: {
          amouser_id: user.id,
          amouser: user.login,
          amohash: '',
          subdomain: account.subdomain,
          domain: `${account.subdomain}.amocrm.ru`,
          server: '.amocrm.ru',
        },
      },
      /** Step 1 of opening a page: the page's data follow its address. */
      readAddress() {
        const route = here();
        this.data.is_card = route.card;
        this.data.current_entity = route.entity;
        this.data.current_card = currentCard(route);
        this.data.current_list = false;
        selected.count_selected = 0;
        selected.selected = [];
      },
    };
  };
});
