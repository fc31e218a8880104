/** Stands in for the built web app where tests exercise only the API: every page answers 404. */
const absent = () => new Response("The web app is not part of this test.", { status: 404 });

export const routes = {
  root: { id: "root", path: "", module: { default: () => null } },
  page: { id: "page", parentId: "root", path: "*", module: { loader: absent, action: absent } },
};
export const entry = { module: { default: absent } };
export const assets = { entry: { imports: [], module: "" }, routes: {}, url: "", version: "test" };
export const assetsBuildDirectory = "build/client";
export const basename = "/";
export const future = { v3_singleFetch: true };
export const isSpaMode = false;
export const mode = "test";
export const publicPath = "/";
