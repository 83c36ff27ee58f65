import type { JSX } from 'preact';
import { pieces } from '../rich-text';
import { Link } from './Link';

export function RichText({ text }: { text: string }): JSX.Element {
  return (
    <p class="text">
      {pieces(text).map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <Link key={index} href={piece.href} class="link">
            {piece.text}
          </Link>
        ),
      )}
    </p>
  );
}
