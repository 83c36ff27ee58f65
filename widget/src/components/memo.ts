import { Component, h, type FunctionComponent, type VNode } from 'preact';

/** Draws a component again only when one of its props is another value. */
export function memo<P extends object>(View: FunctionComponent<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const now = this.props as P;
      return (Object.keys(next) as Array<keyof P>).some((key) => next[key] !== now[key]);
    }

    override render(): VNode {
      return h(View as FunctionComponent, this.props);
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}
