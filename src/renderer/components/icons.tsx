import type { ReactNode } from 'react';

/**
 * One family: a 16-unit grid, 1.5-unit round strokes in the text's colour. All are decoration;
 * the words beside them, or the name of their button, carry the meaning.
 */
function Icon({ children, className = '' }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <svg
      className={`icon ${className}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.25 3.25" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="m4.5 6.25 3.5 3.5 3.5-3.5" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M9.75 3.5 5.25 8l4.5 4.5" />
  </Icon>
);

/** Something does not work. */
export const FailIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m6 6 4 4M10 6l-4 4" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.5 14 13H2L8 2.5Z" />
    <path d="M8 6.5v3M8 11.25v.01" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3.25l2 1.25" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.25" />
    <path d="M10.25 3.75v-.25a1 1 0 0 0-1-1H3.75a1 1 0 0 0-1 1v5.5a1 1 0 0 0 1 1h.25" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m3.25 8.5 3.25 3.25 6.25-7" />
  </Icon>
);

/** A star, filled where it is set. */
export const PinIcon = ({ isSet }: { readonly isSet: boolean }) => (
  <Icon>
    <path
      d="m8 2.25 1.75 3.6 3.95.55-2.87 2.77.7 3.93L8 11.22 4.47 13.1l.7-3.93L2.3 6.4l3.95-.55L8 2.25Z"
      fill={isSet ? 'currentColor' : 'none'}
    />
  </Icon>
);

export const DashIcon = () => (
  <Icon>
    <path d="M4.5 8h7" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M3.5 8v.01M8 8v.01M12.5 8v.01" strokeWidth="2" />
  </Icon>
);

/** Programs on this computer are connected to Tobira. */
export const PlugIcon = () => (
  <Icon>
    <path d="M6 2.25v3M10 2.25v3M4 5.25h8v1.5a4 4 0 0 1-8 0v-1.5ZM8 10.75v3" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M9 2.25H4.75a1 1 0 0 0-1 1v9.5a1 1 0 0 0 1 1h6.5a1 1 0 0 0 1-1V5.5L9 2.25Z" />
    <path d="M8.75 2.5v3.25H12M6.25 8.75h3.5M6.25 11h2" />
  </Icon>
);

export const LockIcon = () => (
  <Icon>
    <rect x="3.25" y="7" width="9.5" height="6.5" rx="1.25" />
    <path d="M5.25 6.75V5a2.75 2.75 0 0 1 5.5 0v1.75M8 9.75v1.25" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5.5" r="2.75" />
    <path d="M2.75 13.5c.5-2.5 2.6-3.75 5.25-3.75s4.75 1.25 5.25 3.75" />
  </Icon>
);

/** The door of the app's name, ajar. */
export const DoorIcon = () => (
  <Icon>
    <path d="M3.5 13.5v-10a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v10M1.75 13.5h1.75M12.5 13.5h1.75" />
    <path d="M3.75 2.75 9 4.5v11l-5.25-2" />
    <path d="M7 9.5v.75" />
  </Icon>
);

/** Turns while something is on its way; rests as a broken ring where motion is unwelcome. */
export const SpinnerIcon = () => (
  <Icon className="spinner">
    <path d="M8 2.5A5.5 5.5 0 1 1 2.5 8" />
  </Icon>
);
