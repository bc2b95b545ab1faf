import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Findings } from '../findings.ts';
import { scanXml, type XmlReader } from './scan-xml.ts';

/** What is read, as a list of words: `<name`, `name>` and the characters between. */
function scan(text: string) {
  const events: string[] = [];
  const lines: number[] = [];
  const reader: XmlReader = {
    open({ name, line }) {
      events.push(`<${name}`);
      lines.push(line);
    },
    close: (name) => events.push(`${name}>`),
    text: (content) => content.trim() !== '' && events.push(content.trim()),
  };
  const findings = new Findings('a.gpx');
  scanXml(text, reader, findings);
  return { events, lines, messages: findings.messages };
}

describe('scanXml', () => {
  it('reads elements, characters and character data, and passes over the rest', () => {
    const text = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><A><!-- <no> > --><b x="1>2"/>
<p:c xmlns:p="urn:p">one<![CDATA[ <two> ]]></p:c></A>`;

    const { events, messages } = scan(text);

    expect(events).toEqual(['<a', '<b', 'b>', '<c', 'one', '<two>', 'c>', 'a>']);
    expect(messages).toEqual([]);
  });

  it('takes entities that the file declares as they are', () => {
    expect(scan('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>').messages).toEqual([]);
  });

  it('knows the line of each element', () => {
    expect(scan('<a>\n\n<b/>\r\n<c\n/><d/></a>').lines).toEqual([1, 3, 4, 5]);
  });

  it.each([
    ['<a>x & y</a>', 'line 1: an & that begins no entity of XML: it is read as a character'],
    ['<a>\n&nbsp;</a>', 'line 1: an & that begins no entity of XML: it is read as a character'],
    ['<a b="1&2"/>', 'line 1: an & that begins no entity of XML: it is read as a character'],
    ['<a>\n<g:b/></a>', 'line 2: <g:b> with a prefix that is not declared: it is read without'],
    ['\n<?xml version="1.0"?><a/>', 'line 2: an XML declaration that is not at the start of the'],
    ['<a>1 < 2</a>', 'line 1: a "<" that begins no tag: it is read as a character'],
    ['<a>\n<b\n<c/></a>', 'line 2: a tag without its ">": it is read as far as it goes'],
    ['<a>\n<b c="', 'line 2: the file ends within a tag: what comes before it is read'],
    ['<a>\n<!-- ', 'line 2: the file ends within "<!-- ": what comes before it is read'],
    ['<a>\n<![CDATA[ ', 'line 2: the file ends within "<![CDATA[": what comes before it is read'],
  ])('notes what is wrong in %j, and reads the rest', (text, message) => {
    const { events, messages } = scan(text);

    expect(messages).toEqual([expect.stringContaining(`a.gpx, ${message}`)]);
    expect(events[0]).toBe('<a');
  });

  it('reads the elements behind a broken tag', () => {
    expect(scan('<a><b c="1 <d/></a>').events).toEqual(['<a', '<b', '<d', 'd>', 'a>']);
  });

  it.each([
    ['elements in one another', '<a>'],
    ['end tags', '</a>'],
    ['tags without an end', '<a '],
    ['quotes', '<a b="'],
    ['comments', '<!-- '],
    ['character data', '<![CDATA['],
    ['document types', '<!D['],
    ['instructions', '<?a '],
    ['ampersands', '<a>&'],
    ['prefixes', '<a:b xmlns:'],
    ['signs', '<'],
  ])('reads a million %s without more work than their length', (_case, piece) => {
    expect(scan(piece.repeat(1_000_000)).messages.length).toBeLessThan(4);
  });

  it('ends, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      '<a',
      '</a>',
      '<!',
      '--',
      '[',
      ']',
      '?>',
      '\n',
      ' ',
      'x',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { events, messages } = scan(pieces.join(''));

        expect(events.length).toBeLessThanOrEqual(2 * pieces.length);
        expect(messages.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
