import { Link, useLocation } from "@remix-run/react";

const ROOM = /^\/drafts\/[^/]+$/;

/** The quiet end of a page. The room has none: its foot is the composer. */
export function Footer() {
  const { pathname } = useLocation();
  if (ROOM.test(pathname) && pathname !== "/drafts/new") return null;
  return (
    <footer className="foot">
      <div className="page foot-inner">
        <p>OneRing. Write together, one ring at a time.</p>
        <nav aria-label="About" className="foot-links">
          <Link to="/docs" reloadDocument>
            API
          </Link>
          <Link to="/openapi.json" reloadDocument>
            OpenAPI
          </Link>
          <span>MIT licence</span>
        </nav>
      </div>
    </footer>
  );
}
