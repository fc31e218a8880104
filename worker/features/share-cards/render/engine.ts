import { initSync, type Node, Renderer } from "@takumi-rs/wasm";

/** Families kept in one renderer; past this a fresh one takes over, so that an isolate's memory stays bounded. */
const FAMILIES_HELD_MAX = 96;

export interface EngineParts {
  /** Compiled takumi. Its instance lives as long as the isolate. */
  wasm: WebAssembly.Module;
  serif: Uint8Array;
  sans: Uint8Array;
}

export interface Canvas {
  /** Height in pixels of a node laid out alone, with these families. */
  height(node: Node, families: string[]): Promise<number>;
  png(
    node: Node,
    families: string[],
    size: { width: number; height: number },
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/** One takumi renderer and the fonts it knows. A render names its families, so those of others never show in it. */
class Engine {
  readonly renderer = new Renderer();
  readonly #families = new Set<string>();
  users = 0;

  get size(): number {
    return this.#families.size;
  }

  async learn(name: string, load: () => Promise<Uint8Array | null>): Promise<boolean> {
    if (this.#families.has(name)) return true;
    const data = await load();
    if (data === null) return false;
    await this.renderer.registerFont({ name, data });
    this.#families.add(name);
    return true;
  }

  free(): void {
    try {
      this.renderer.free();
    } catch {
      // A renderer that trapped cannot be freed; its memory goes with the isolate.
    }
  }
}

/** The takumi instance of an isolate: renderers come and go, the base fonts are always there. */
export class Engines {
  #current: Engine | null = null;

  constructor(private readonly parts: EngineParts) {}

  /**
   * Runs `draw` on a renderer that knows the base fonts and the named ones, loading those it lacks.
   * `draw` is told which of them could not be had. After a failure the next card starts afresh.
   */
  async use<T>(
    names: readonly string[],
    load: (name: string) => Promise<Uint8Array | null>,
    draw: (canvas: Canvas, missing: ReadonlySet<string>) => Promise<T>,
  ): Promise<T> {
    const engine = this.#engine(names.length);
    engine.users++;
    try {
      await engine.learn("Serif", async () => this.parts.serif);
      await engine.learn("Sans", async () => this.parts.sans);
      const learned = await Promise.all(names.map((name) => engine.learn(name, () => load(name))));
      const missing = new Set(names.filter((_, index) => learned[index] === false));
      return await draw(canvasOf(engine.renderer), missing);
    } catch (error) {
      if (this.#current === engine) this.#current = null;
      throw error;
    } finally {
      engine.users--;
      if (engine !== this.#current && engine.users === 0) engine.free();
    }
  }

  #engine(more: number): Engine {
    const held = this.#current;
    if (held !== null && held.size + more <= FAMILIES_HELD_MAX) return held;
    initSync({ module: this.parts.wasm });
    this.#current = new Engine();
    if (held?.users === 0) held.free();
    return this.#current;
  }
}

function canvasOf(renderer: Renderer): Canvas {
  return {
    height: async (node, fontFamilies) => (await renderer.measure(node, { fontFamilies })).height,
    png: (node, fontFamilies, size) => renderer.render(node, { ...size, fontFamilies, format: "png" }),
  };
}
