/** The one place that knows the chart library; loaded when a picture is looked at. */
import { VerticalStackedBarChart } from '@fluentui/react-charts';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { MOST_BARS, type Grid } from './series';

/** Told apart by lightness as well, on white and on black; the table beside each picture needs none of them. */
const colours = [
  ...['#637cef', '#e3008c', '#2aa0a4', '#9373c0', '#ca5010'],
  ...['#0b9a6d', '#c19c00', '#4f6bed', '#986f0b', '#7a7574'],
  ...['#13646b', '#b0485f'],
];
const colourOf = (n: number) => colours[n % colours.length] as string;

function useWidth(): readonly [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

/** The picture alone: the table says the same, so a screen reader and the keyboard are led past it. */
function Picture({ words, children }: { words: string; children: (width: number) => ReactNode }) {
  const [box, width] = useWidth();
  return (
    <div ref={box} role="img" aria-label={words}>
      <div inert style={{ minHeight: '120px' }}>
        {width > 0 && children(width)}
      </div>
    </div>
  );
}

/** A bar and its day need so many pixels. */
const BAR = 30;

const barsIn = (width: number) => Math.max(4, Math.min(MOST_BARS, Math.floor(width / BAR) - 2));

/** The name of the last day hangs over the end of its axis. */
const MARGINS = { right: 48 };

/** `draw`: the counts in at most so many bars. */
export function Bars({ draw, words }: { draw: (most: number) => Grid; words: string }) {
  const dataFor = (grid: Grid) =>
    grid.rows.map(({ label, counts }) => ({
      xAxisPoint: label,
      chartData: grid.series.map(({ name, colour }, n) => ({
        legend: name,
        data: counts[n] ?? 0,
        color: colourOf(colour),
      })),
    }));
  return (
    <Picture words={words}>
      {(width) => (
        <VerticalStackedBarChart
          data={dataFor(draw(barsIn(width)))}
          width={width}
          height={260}
          margins={MARGINS}
          barWidth="auto"
          hideTooltip
          enabledLegendsWrapLines
          rotateXAxisLables
          yAxisTickCount={4}
        />
      )}
    </Picture>
  );
}
