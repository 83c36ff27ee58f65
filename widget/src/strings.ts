type Params = Record<string, string | number>;

/** Every visible text, from the language file amoCRM loaded for this user. */
export class Strings {
  constructor(
    private readonly langs: () => Record<string, unknown>,
    private readonly locale: () => string,
  ) {}

  /**
   * @param key a dotted path under `chat`
   * @param missing what is shown when the file has none
   */
  readonly t = (key: string, params: Params = {}, missing = key): string => {
    const found = this.find(key);
    return typeof found === 'string' ? fill(found, params) : missing;
  };

  /** A text that agrees with a number: the key holds one text per plural category. */
  readonly n = (key: string, count: number, params: Params = {}): string => {
    const category = new Intl.PluralRules(this.locale()).select(count);
    const all = { count, ...params };
    return this.t(`${key}.${category}`, all, this.t(`${key}.other`, all));
  };

  /** Phrases worth trying in a section; «todo-line» and the like fall back to their family. */
  suggestions(section: string): string[] {
    const family = section.split(/[-_]/)[0] ?? '';
    const lists = [section, family, 'default'].map((name) => this.find(`suggestions.${name}`));
    return (lists.find(Array.isArray) as string[] | undefined) ?? [];
  }

  time(at: number): string {
    return new Date(at).toLocaleTimeString(this.locale(), { hour: '2-digit', minute: '2-digit' });
  }

  private find(key: string): unknown {
    return key
      .split('.')
      .reduce<unknown>(
        (branch, part) => (branch as Record<string, unknown> | undefined)?.[part],
        this.langs().chat,
      );
  }
}

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
