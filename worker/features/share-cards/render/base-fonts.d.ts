/** Binary modules: wrangler, the dev server and the test runtime hand them over as bytes. */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}
