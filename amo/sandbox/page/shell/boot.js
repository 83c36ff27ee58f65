define(
  ['jquery', 'api', 'app', 'loader', 'router', 'frame', 'sections', 'controls', 'notices'],
  ($, api, buildApp, Loader, Router, frame, drawSection, controls, notices) => {
    /** Any link inside the page is followed the way amoCRM follows it: without a reload. */
    function followLinks(router) {
      $(document).on('click', 'a[href^="/"]', (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.isDefaultPrevented()) return;
        event.preventDefault();
        router.navigate(event.currentTarget.getAttribute('href'), { trigger: true });
      });
    }

    /** The sandbox's own language switch: amoCRM would give another lang_id and another file. */
    function applyLanguage(boot) {
      const lang = localStorage.getItem('sandbox:lang') || boot.lang_id;
      boot.lang_id = lang;
      document.documentElement.lang = lang;
      Object.values(boot.widgets).forEach((widget) => {
        widget.lang = `${widget.path}/i18n/${lang}.json`;
      });
    }

    function applyTheme(user) {
      const saved = localStorage.getItem('sandbox:theme');
      const theme = saved || (Number(user.theme) === 2 ? 'dark' : 'light');
      document.documentElement.setAttribute('data-color-scheme', theme);
    }

    async function start() {
      const boot = await api.boot();
      applyLanguage(boot);
      applyTheme(boot.constants.user);
      const APP = buildApp(boot, (...where) => router.navigate(...where));
      window.APP = APP;
      window.AMOCRM = APP;
      const loader = new Loader(APP, boot.widgets);
      const draw = () => drawSection({ APP, boot, loader });
      const router = new Router({ APP, loader, draw });
      frame.draw(boot);
      notices.listen();
      controls.start({ APP, boot, loader });
      followLinks(router);
      $(document).on('widget:removed', (_event, code) => loader.remove(code));
      if (location.pathname === '/') history.replaceState({}, '', '/dashboard/');
      await router.open();
    }

    return { start };
  },
);
