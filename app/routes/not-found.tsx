/** Every address that is no page: root's error page answers. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export function action(): never {
  throw new Response(null, { status: 405 });
}

export default function NotFound() {
  return null;
}
