const IPV6_GROUPS = 8;

/**
 * What a limit by address counts: an IPv4 address, or the /64 of an IPv6 one. A subscriber of IPv6 owns
 * a /64 at least, so single addresses would not limit anyone.
 */
export function networkPrefix(address: string): string {
  const given = address.trim().toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(given)?.[1];
  if (mapped !== undefined || !given.includes(":")) return mapped ?? given;
  const [head = "", tail] = given.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, IPV6_GROUPS - front.length - back.length);
  const groups = [...front, ...Array<string>(gap).fill("0"), ...back];
  const prefix = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${prefix.join(":")}::/64`;
}
