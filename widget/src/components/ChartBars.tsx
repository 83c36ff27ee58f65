import type { JSX } from 'preact';
import type { Chart } from '../contract';
import { InnerLink } from './Link';

/** A report's numbers as bars; the figures are text, so nothing depends on seeing the bars. */
export function ChartBars({ chart }: { chart: Chart }): JSX.Element {
  const largest = Math.max(...chart.bars.map((bar) => Math.abs(bar.value)), 1);
  return (
    <figure class="chart">
      {chart.title && <figcaption>{chart.title}</figcaption>}
      <ul>
        {chart.bars.map((bar, index) => (
          <li key={index}>
            <span class="chart-label">
              <InnerLink href={bar.url}>{bar.label}</InnerLink>
            </span>
            <span class="chart-value">{bar.text}</span>
            <span class="chart-track">
              <span style={{ width: `${(Math.abs(bar.value) / largest) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
