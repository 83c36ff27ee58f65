import { isTaken } from './host-node';
import type { AmoWidget, JQueryLike, WidgetCallbacks } from './host-page';
import { mount, type Mounted } from './mount';
import { signedInUser } from './page-context';
import { SettingsScreen } from './settings-screen';

declare const $: (target: Document) => JQueryLike;

const EVENTS = ['page:changed', 'page:entity_changed', 'list:reload'];

/** The callbacks of one widget instance; amoCRM may call any of them any number of times. */
export function lifecycle(widget: AmoWidget): WidgetCallbacks {
  let mounted: Mounted | null = null;
  let url = '';
  const settings = new SettingsScreen(widget);

  const unmount = (): void => {
    mounted?.unmount();
    mounted = null;
  };

  const refresh = (): void => {
    if (!mounted) return;
    const here = location.pathname + location.search;
    if (here !== url) mounted.moved();
    url = here;
  };

  return {
    /** On first load and again on every navigation: makes sure the one button is there. */
    render() {
      if (mounted && (!mounted.host.isConnected || mounted.user !== signedInUser(widget))) unmount();
      if (!mounted && !isTaken()) mounted = mount(widget);
      refresh();
      return true;
    },
    init() {
      $(document).on(events(widget), refresh);
      return true;
    },
    bind_actions: () => true,
    settings: (body) => settings.open(body[0] ?? null),
    onSave: (change) => settings.mayBeSaved(change),
    destroy() {
      settings.close();
      $(document).off(events(widget));
      unmount();
    },
  };
}

const events = (widget: AmoWidget): string =>
  EVENTS.map((name) => `${name}${widget.ns ?? ''}.assistant`).join(' ');
