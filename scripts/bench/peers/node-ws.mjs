// The bare job in one Node process: `ws`, node:sqlite in WAL mode with a sync of every commit.
import { DatabaseSync } from "node:sqlite";
import { WebSocketServer } from "ws";

const [file] = process.argv.slice(2);
const db = new DatabaseSync(file);
db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
db.exec("CREATE TABLE log (seq INTEGER PRIMARY KEY, room TEXT NOT NULL, data TEXT NOT NULL)");
const insert = db.prepare("INSERT INTO log (room, data) VALUES (?, ?) RETURNING seq");
const rooms = new Map();

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket, { url }) => {
  const sockets = rooms.get(url) ?? new Set();
  rooms.set(url, sockets.add(socket));
  socket.on("close", () => sockets.delete(socket));
  socket.on("message", (frame) => {
    const message = JSON.parse(frame);
    if (message.t === "hello") return socket.send('{"t":"welcome"}');
    const { seq } = insert.get(url, message.text);
    const event = JSON.stringify({ t: "event", seq, text: message.text });
    for (const each of sockets) each.send(event);
    socket.send(JSON.stringify({ t: "ack", key: message.key, seq }));
  });
});
server.on("listening", () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.once("disconnect", () => process.exit(0));
