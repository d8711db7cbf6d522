/** The few icons of the first paint, drawn here: an icon package costs more than the pane can spend. */
import type { ReactNode } from 'react';

/** Decorative: the words beside an icon carry the meaning. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden
      focusable={false}
    >
      {children}
    </svg>
  );
}

export const ErrorIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M10 5.8v5M10 13.2v1.2" strokeLinecap="round" />
  </Icon>
);

export const TrackedIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" fill="currentColor" />
    <path d="M6.8 10.2l2.3 2.3 4.2-4.6" stroke="Canvas" strokeLinecap="round" strokeLinejoin="round" />
  </Icon>
);

export const SuggestedIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" strokeDasharray="3 2.2" />
    <path d="M6.8 10.2l2.3 2.3 4.2-4.6" strokeLinecap="round" strokeLinejoin="round" />
  </Icon>
);

export const NotTrackedIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M6.8 10h6.4" strokeLinecap="round" />
  </Icon>
);

export const HeldIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M8 7v6M12 7v6" strokeLinecap="round" />
  </Icon>
);

export const WaitingIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M10 6v4.2l2.6 1.6" strokeLinecap="round" strokeLinejoin="round" />
  </Icon>
);
