define(['jquery', 'markup', 'api', 'lib/components/base/modal', 'notices'], ($, { html }, api, Modal, notices) => {
  const user = (current) => ({ id, name, is_admin: admin, is_active: active, is_free: free }) => active && html`
    <option value="${id}" ${id === current ? 'selected' : ''}>${name}${admin && ' (администратор)'}${free && ' (бесплатный)'}</option>`;

  const panel = ({ users, constants, widgets }) => html`
    <div id="sandbox_controls" hidden>
      <h2>Песочница</h2>
      <label>Пользователь<select class="js-user">${users.map(user(constants.user.id))}</select></label>
      <button type="button" class="js-theme">Тёмная или светлая тема</button>
      <button type="button" class="js-lang">Язык виджетов: русский или английский</button>
      <button type="button" class="js-modal">Показать окно</button>
      <button type="button" class="js-notice">Показать уведомление</button>
      ${Object.keys(widgets).map((code) => html`
        <button type="button" class="js-toggle" data-code="${code}">Виджет ${code}: включить или выключить</button>`)}
      <button type="button" class="js-late">Список виджетов приходит с задержкой</button>
    </div>`;

  const showWindow = () =>
    new Modal({ init: ($body) => $body.html('<h2>Окно amoCRM</h2><p>Оно перекрывает страницу.</p>') });

  function toggleTheme() {
    const root = document.documentElement;
    const next = root.getAttribute('data-color-scheme') === 'dark' ? 'light' : 'dark';
    root.setAttribute('data-color-scheme', next);
    localStorage.setItem('sandbox:theme', next);
  }

  function toggleLanguage(now) {
    localStorage.setItem('sandbox:lang', now === 'ru' ? 'en' : 'ru');
    location.reload();
  }

  function toggleWidget(loader, code) {
    if (loader.widgets[code].active === 'Y') $(document).trigger('widget:removed', [code]);
    else loader.install(code, {});
  }

  async function signIn(id) {
    await api.signIn(id);
    location.reload();
  }

  function togglePanel() {
    const $panel = $('#sandbox_controls');
    $panel.prop('hidden', !$panel.prop('hidden'));
    $('#sandbox_controls_button').attr('aria-expanded', String(!$panel.prop('hidden')));
  }

  /** What only the sandbox has: another user, another theme, widgets on and off. */
  function start({ APP, boot, loader }) {
    $('body').append(String(panel(boot)));
    $('#sandbox_controls_button').on('click', togglePanel);
    $('#sandbox_controls')
      .on('change', '.js-user', ({ target }) => signIn(Number(target.value)))
      .on('click', '.js-theme', toggleTheme)
      .on('click', '.js-lang', () => toggleLanguage(boot.lang_id))
      .on('click', '.js-modal', showWindow)
      .on('click', '.js-notice', () => notices.show({ header: 'Новый лид', text: 'Заявка с сайта' }))
      .on('click', '.js-toggle', ({ target }) => toggleWidget(loader, target.dataset.code))
      .on('click', '.js-late', () => {
        loader.listDelay = loader.listDelay ? 0 : 300;
      });
    window.sandbox = { APP, loader };
  }

  return { start };
});
