/** Files that the bundler hands over as text. */
declare module '*.sql' {
  const text: string;
  export default text;
}
