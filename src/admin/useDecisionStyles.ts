/** A question that stands in the way of saving: what it tells, and the ways out. */
import { makeStyles, tokens } from '@fluentui/react-components';

export const useDecisionStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
    padding: '12px',
    border: `2px solid ${tokens.colorPaletteYellowBorder2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  /** What is lost cannot be had again. */
  final: { border: `2px solid ${tokens.colorPaletteRedBorder2}` },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  line: { margin: 0 },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '8px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});
