// Hocuspocus as its documentation starts it: documents in memory, nothing stored.
import { Server } from "@hocuspocus/server";

const server = new Server({ address: "127.0.0.1", port: 0, quiet: true });
await server.listen();
process.send({ url: `http://127.0.0.1:${server.address.port}` });
process.once("disconnect", () => process.exit(0));
