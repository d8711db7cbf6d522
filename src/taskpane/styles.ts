/** The few rules that every part of the pane shares. Made for 320 px. */
import { makeStyles } from '@fluentui/react-components';
import { token } from '../ui/token';

export const usePaneStyles = makeStyles({
  pane: {
    boxSizing: 'border-box',
    padding: '16px 20px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
    gap: '16px',
    overflowWrap: 'anywhere',
  },
  part: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  verdict: { minHeight: '168px', alignContent: 'start' },
  status: { display: 'flex', alignItems: 'center', gap: '6px', color: token('colorNeutralForeground2') },
  icon: { display: 'inline-flex' },
  tracked: { color: token('colorPaletteGreenForeground1') },
  headline: {
    margin: 0,
    fontSize: token('fontSizeBase500'),
    lineHeight: token('lineHeightBase500'),
    fontWeight: token('fontWeightSemibold'),
    outlineOffset: '4px',
  },
  heading: {
    margin: 0,
    fontSize: token('fontSizeBase300'),
    lineHeight: token('lineHeightBase300'),
    fontWeight: token('fontWeightSemibold'),
  },
  of: {
    display: 'flex',
    margin: 0,
    color: token('colorNeutralForeground2'),
    fontSize: token('fontSizeBase200'),
    lineHeight: token('lineHeightBase200'),
    whiteSpace: 'nowrap',
  },
  /** Ends in an ellipsis; the whole stands in the tooltip, and is read out. */
  cut: { flex: '0 1 auto', minWidth: '40%', overflow: 'hidden', textOverflow: 'ellipsis' },
  sender: { flex: '0 1 auto', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'pre' },
  line: { margin: 0 },
  quiet: { margin: 0, color: token('colorNeutralForeground2') },
  against: { margin: 0, paddingLeft: '8px', borderLeft: `3px solid ${token('colorPaletteYellowBorderActive')}` },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  people: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '12px',
  },
  person: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
  },
  note: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    padding: '8px 12px',
    borderRadius: token('borderRadiusMedium'),
    background: token('colorNeutralBackground3'),
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  /** A wait too short to be seen shows nothing; the room is kept all the same. Hidden, not faded: that costs no frames. */
  late: {
    animationName: { from: { visibility: 'hidden' }, to: { visibility: 'visible' } },
    animationDuration: '1ms',
    animationDelay: '150ms',
    animationFillMode: 'backwards',
  },
});
