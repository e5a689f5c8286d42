// What of a style sheet the floor does not know: properties, values, functions, units, selectors, at-rules, media features.
import {parse, walk} from 'css-tree';
import {byName, css, strangersToAll} from './floor_browsers.mjs';

const TYPES = byName(css.types);
/** Functions that only some properties take, such as `minmax()`. */
const OF_PROPERTIES = byName(css.properties);
const UNITS = [
  [/^[dsl]v(w|h|i|b|min|max)$/, (unit) => `viewport_percentage_units_${{d: 'dynamic', s: 'small', l: 'large'}[unit[0]]}`],
  [/^cq(w|h|i|b|min|max)$/, () => 'container_query_length_units'],
];
const OLD_UNITS = ['px', 'pt', 'cm', 'mm', 'in', 's', 'ms', 'deg', 'turn', 'fr', 'dpi', 'dppx'];
const COLOURS_OF_COLOURS = ['rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'oklab', 'oklch', 'color'];

/** The finds, as `line: what`. */
export function newsInStyles(code) {
  const found = [];
  const note = (node, what, entries) => {
    const known = entries.filter((entry) => entry?.__compat);
    const browsers = strangersToAll(known);
    const problem = known.length === 0 ? 'in none of the tables' : browsers.length > 0 ? `not in ${browsers.join(', ')}` : '';
    if (problem) found.push(`${node.loc?.start.line}: ${what} ${problem}`);
  };
  const tree = parse(code, {
    positions: true, parseCustomProperty: true, onParseError: (error) => found.push(`${error.line}: ${error.message}`),
  });
  walk(tree, {
    enter(node) {
      // What stands behind a condition is for browsers that meet it.
      if (node.type === 'Atrule' && node.name === 'supports') return walk.skip;
      const isNested = this.rule && this.rule !== node && ['Rule', 'Atrule', 'NestingSelector'].includes(node.type);
      if (isNested) note(node, 'nesting', [css.selectors.nesting]);
      look(node, this, note);
    },
  });
  return [...new Set(found)];
}

function look(node, {atrule, declaration, rule}, note) {
  const atrules = css['at-rules'];
  const property = declaration && {...css.properties[physical(declaration.property)], ...css.properties[declaration.property]};
  switch (node.type) {
    case 'Atrule':
      return note(node, `@${node.name}`, [atrules[node.name]]);
    case 'Feature':
      return note(node, `(${node.name})`, [atrules[atrule?.name]?.[node.name.replace(/^(min|max)-/, '')]]);
    case 'FeatureRange':
      return note(node, 'a range of a feature', [atrules.media.range_syntax]);
    case 'PseudoClassSelector':
    case 'PseudoElementSelector':
      // One browser's own part, in a rule of its own: the others drop that rule only.
      if (node.name.startsWith('-') && rule.prelude.children.size === 1) return undefined;
      return note(node, `:${node.name}`, [css.selectors[node.name]]);
    case 'Nth':
      return node.selector && note(node, 'of in :nth-child()', [css.selectors['nth-child'].of_syntax]);
    case 'Declaration':
      // Ours, or one browser's own.
      if (node.property.startsWith('-')) return undefined;
      return note(node, node.property, [atrules[atrule?.name]?.[node.property] ?? css.properties[node.property]]);
    case 'Identifier':
      // The tables have a keyword's entry only where it came later than its property.
      return property?.[node.name]?.__compat && note(node, `${declaration.property}: ${node.name}`, [property[node.name]]);
    case 'Function':
      if (!declaration) return undefined;
      note(node, `${node.name}()`, [property?.[node.name] ?? TYPES.get(node.name) ?? OF_PROPERTIES.get(node.name)].flat());
      if (COLOURS_OF_COLOURS.includes(node.name) && node.children.first?.name === 'from') {
        note(node, `${node.name}(from …)`, [css.types.color[node.name.replace(/(?<=rgb|hsl)a$/, '')]?.relative_syntax]);
      }
      return undefined;
    case 'Dimension': {
      if (OLD_UNITS.includes(node.unit)) return undefined;
      const unit = UNITS.find(([pattern]) => pattern.test(node.unit));
      return note(node, node.unit, unit ? [css.types.length[unit[1](node.unit)]] : TYPES.get(node.unit) ?? []);
    }
    default:
      return undefined;
  }
}

/** The tables tell a size's keywords only of the sizes that have been there for longest. */
function physical(property) {
  return property.replace('inline-size', 'width').replace('block-size', 'height');
}
