import type { ComponentChildren, JSX } from 'preact';
import { navigate } from '../host-page';
import { pathInside } from '../rich-text';

interface LinkProps {
  href: string;
  class?: string;
  label?: string;
  children: ComponentChildren;
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** An address inside amoCRM as a link; anything else is only its words. */
export function InnerLink({ href, children }: { href: string | null; children: string }): JSX.Element {
  const path = pathInside(href, location.origin);
  return path ? (
    <Link href={path} class="link">
      {children}
    </Link>
  ) : (
    <>{children}</>
  );
}

/** A link that stays inside amoCRM without a reload when it can; others open in a new tab. */
export function Link({ href, children, label, ...rest }: LinkProps): JSX.Element {
  const path = pathInside(href, location.origin);
  const follow = (event: MouseEvent): void => {
    if (path && isPlainClick(event) && navigate(path)) event.preventDefault();
  };
  const outside = path ? {} : { target: '_blank', rel: 'noopener noreferrer' };
  return (
    <a href={path ?? href} aria-label={label} onClick={follow} {...outside} {...rest}>
      {children}
    </a>
  );
}
