/** A file's text, put into the program when it is built. */
declare module '*.yaml?raw' {
  const text: string;
  export default text;
}
