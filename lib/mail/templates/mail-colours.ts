/** The colours of emails, besides the brand's palette: the same names and values as in app/tokens.css. */
export const MAIL_COLOURS = {
  light: {
    ground: '#f5f3ef',
    surface: '#fffefc',
    sunken: '#f0ede7',
    line: '#e2ded6',
    ink: '#1d1b18',
    muted: '#5e5850',
  },
  dark: {
    ground: '#121110',
    surface: '#1a1917',
    sunken: '#0e0d0c',
    line: '#302d2a',
    ink: '#f2efea',
    muted: '#aca59b',
  },
} as const
