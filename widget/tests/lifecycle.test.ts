import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOST_ID } from '../src/host-node';
import AmoAssistant from '../src/script';
import type { AmoWidget } from '../src/host-page';
import { APP, fakeWidget, putApp, tick } from './doubles';

const on = vi.fn();
const off = vi.fn();
const made: AmoWidget[] = [];

function make(): AmoWidget {
  const Constructor = AmoAssistant as unknown as new () => AmoWidget;
  Object.assign(Constructor.prototype as object, fakeWidget());
  const widget = new Constructor();
  made.push(widget);
  return widget;
}

const hosts = (): NodeListOf<Element> => document.querySelectorAll(`#${HOST_ID}`);
const inside = (selector: string): Element | null =>
  hosts()[0]?.shadowRoot?.querySelector(selector) ?? null;

beforeEach(() => {
  putApp(APP);
  vi.stubGlobal('$', () => ({ on, off }));
  vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} });
});

afterEach(() => {
  made.splice(0).forEach((widget) => widget.callbacks.destroy());
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

describe('the life cycle', () => {
  it('makes one button however often amoCRM calls render', () => {
    const widget = make();
    for (let times = 0; times < 20; times += 1) expect(widget.callbacks.render()).toBe(true);
    expect(hosts()).toHaveLength(1);
    expect(inside('button.launcher')).not.toBeNull();
  });

  it('puts the button back when something has removed it', () => {
    const widget = make();
    widget.callbacks.render();
    hosts()[0]?.remove();
    widget.callbacks.render();
    expect(hosts()).toHaveLength(1);
  });

  it('leaves the button to the copy that came first, and takes over when that one goes', () => {
    const [first, second] = [make(), make()];
    first.callbacks.render();
    second.callbacks.render();
    expect(hosts()).toHaveLength(1);
    first.callbacks.destroy();
    expect(hosts()).toHaveLength(0);
    second.callbacks.render();
    expect(hosts()).toHaveLength(1);
  });

  it.each([['document', document], ['window', window]])('takes off what it put on %s', async (_name, target) => {
    const added = vi.spyOn(target as EventTarget, 'addEventListener');
    const removed = vi.spyOn(target as EventTarget, 'removeEventListener');
    const widget = make();
    widget.callbacks.render();
    widget.callbacks.init();
    await new Promise((drawn) => setTimeout(drawn, 120));
    widget.callbacks.destroy();
    const names = (calls: unknown[][]): string[] => calls.map(([name]) => String(name)).sort();
    expect(names(added.mock.calls)).not.toEqual([]);
    expect(names(removed.mock.calls)).toEqual(names(added.mock.calls));
    expect(off.mock.calls[0]).toEqual([on.mock.calls[0]?.[0]]);
    expect(hosts()).toHaveLength(0);
  });

  it('has the input ready for the key pressed right after the shortcut', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    make().callbacks.render();
    await new Promise((drawn) => setTimeout(drawn, 120));
    document.dispatchEvent(new KeyboardEvent('keydown', { code: 'Slash', ctrlKey: true }));
    await tick();
    expect(inside('textarea')).toBe(hosts()[0]?.shadowRoot?.activeElement);
  });

  it('may be destroyed before it was drawn and more than once', () => {
    const widget = make();
    widget.callbacks.destroy();
    widget.callbacks.destroy();
    expect(hosts()).toHaveLength(0);
  });

  it('shows the next user their own dialogue', () => {
    const widget = make();
    widget.callbacks.render();
    const before = hosts()[0];
    putApp({ ...APP, constant: (key) => (key === 'user' ? { id: 102 } : { id: 7 }) });
    widget.callbacks.render();
    expect(hosts()).toHaveLength(1);
    expect(hosts()[0]).not.toBe(before);
  });
});

describe('the settings window', () => {
  function open(address: string): { widget: AmoWidget; body: HTMLElement } {
    const body = document.createElement('div');
    body.innerHTML = '<div class="widget_settings_block__item_field"><input name="backend_url"></div>';
    document.body.append(body);
    (body.querySelector('input') as HTMLInputElement).value = address;
    const widget = make();
    widget.callbacks.settings({ 0: body } as never);
    return { widget, body };
  }

  it('does not save an address that cannot be one, and says why', async () => {
    const { widget, body } = open('assistant');
    await tick();
    expect(widget.callbacks.onSave({ active: 'Y' })).toBe(false);
    await tick();
    const shadow = body.querySelector('.amo-assistant-settings')?.shadowRoot;
    expect(shadow?.querySelector('[role=status]')?.textContent).toContain('https://');
  });

  it('saves a good address, and never stops switching off', () => {
    expect(open('https://a.example').widget.callbacks.onSave({ active: 'Y' })).toBe(true);
    expect(open('assistant').widget.callbacks.onSave({ active: 'N' })).toBe(true);
  });

  it('has one connection test however often it is opened', () => {
    const { widget, body } = open('https://a.example');
    widget.callbacks.settings({ 0: body } as never);
    expect(body.querySelectorAll('.amo-assistant-settings')).toHaveLength(1);
  });
});
