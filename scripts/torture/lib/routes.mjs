const METHODS = ["get", "post", "put", "patch", "delete"];

/**
 * @typedef {object} Operation
 * @property {string} id @property {string} method upper case @property {string} path with `{name}` in it
 * @property {unknown} example a body of the right kind, or undefined where none is taken
 */

/** Every route of the running Worker, read from its own OpenAPI document: nothing can be forgotten here. @returns {Promise<Operation[]>} */
export async function operations(world) {
  const { body: document } = await world.http.send({ method: "GET", path: "/openapi.json" });
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const { operationId, requestBody } = item[method];
      const example = requestBody && (requestBody.content["application/json"]?.example ?? {});
      return { id: operationId, method: method.toUpperCase(), path, example };
    }),
  );
}

/** The routes that change something. */
export async function mutations(world) {
  return (await operations(world)).filter(({ method }) => method !== "GET");
}
