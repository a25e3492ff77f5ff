using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Decoding;

public sealed class YamlTests
{
    [Fact]
    public void Write_MixedValues_PrintsLikeKubectl()
    {
        var node = JsonNode.Parse(
            """
            {"kind":"X","apiVersion":"v1","data":{"script":"#!/bin/sh\necho hi\n","bare":"a\nb","spaced":"a \nb","tab":"a\tb","kept":"a\n\n","lead":" a\nb"},
             "list":[{"b":1,"a":[1,"2"]},[],["x"],{},null,"multi\nline"],
             "words":{"t":"true","y":"y","n":"12","o":"0o7","f":"1.5","d":"2024-01-02","s":"1:30","e":"","dash":"-","minus":"- a","colon":"a: b","url":"http://a:80/x","hash":"a #b","star":"*a","lead":" a","quote":"it's","both":" it's","brace":"{a}","emoji":"😀","null":"null","tilde":"~","pct":"25%"},
             "a10":1,"a9":2,"true":false}
            """);
        Assert.Equal(
            """
            a9: 2
            a10: 1
            apiVersion: v1
            data:
              bare: |-
                a
                b
              kept: |+
                a

              lead: |2-
                 a
                b
              script: |
                #!/bin/sh
                echo hi
              spaced: "a \nb"
              tab: "a\tb"
            kind: X
            list:
            - a:
              - 1
              - "2"
              b: 1
            - []
            - - x
            - {}
            - null
            - |-
              multi
              line
            "true": false
            words:
              both: ' it''s'
              brace: '{a}'
              colon: 'a: b'
              d: "2024-01-02"
              dash: '-'
              e: ""
              emoji: "\U0001F600"
              f: "1.5"
              hash: 'a #b'
              lead: ' a'
              minus: '- a'
              "n": "12"
              "null": "null"
              o: "0o7"
              pct: 25%
              quote: it's
              s: "1:30"
              star: '*a'
              t: "true"
              tilde: "~"
              url: http://a:80/x
              "y": "y"

            """,
            YamlWriter.Write(node));
    }

    [Fact]
    public void Write_LongText_FoldsBehindColumnEighty()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 30));
        Assert.Equal(
            "message: " + string.Join(' ', Enumerable.Repeat("word", 15)) + "\n  " + string.Join(' ', Enumerable.Repeat("word", 15)) + "\n",
            YamlWriter.Write(new JsonObject { ["message"] = words }));
    }

    [Fact]
    public void ReadAll_WhatWriteWrote_IsTheSame()
    {
        // Without asterisks in keys: the parser that reads back does not find the colon behind a word that starts with one.
        var random = new Random(17);
        const string Alphabet = "ab1 \n:#-'\"{}[]&*!|>%@`,?~.\t\\é😀0x_e";
        for (var round = 0; round < 150; round++)
        {
            var node = new JsonObject();
            for (var i = 0; i < 5; i++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet.EnumerateRunes().ElementAt(random.Next(Alphabet.EnumerateRunes().Count())).ToString()));
                node["k" + i] = new JsonArray(text, new JsonObject { [text.Replace("*", "", StringComparison.Ordinal)] = text + string.Concat(Enumerable.Repeat(" long " + text, 20)) });
            }
            var written = YamlWriter.Write(node);
            var read = Assert.Single(YamlReader.ReadAll(written));
            Assert.True(JsonNode.DeepEquals(node, read), written + read.ToJsonString() + "\n" + node.ToJsonString());
        }
    }

    [Fact]
    public void ReadAll_SeveralDocuments_PassesOverEmptyOnes()
    {
        var objects = YamlReader.ReadAll("# start\n---\na: 1\n---\n---\n# nothing\n---\n{\"b\": 2}\n").ToList();
        Assert.Equal(["{\"a\":1}", "{\"b\":2}"], objects.Select(obj => obj.ToJsonString()));
    }

    [Fact]
    public void ReadAll_AliasesAndMerges_AreWrittenOut()
    {
        var obj = Assert.Single(YamlReader.ReadAll("base: &b {v: 1, w: 2}\nuse: {<<: *b, w: 3}\nsame: *b\n"));
        Assert.Equal("""{"base":{"v":1,"w":2},"use":{"w":3,"v":1},"same":{"v":1,"w":2}}""", obj.ToJsonString());
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "error converting YAML to JSON: yaml: line 2: key \"a\" already set in map")]
    [InlineData("a: *b\n", "error converting YAML to JSON: yaml: line 1: unknown anchor 'b' referenced")]
    [InlineData("a: .inf\n", "error converting YAML to JSON: yaml: line 1: unsupported value: .inf")]
    [InlineData("- a\n", "error converting YAML to JSON: yaml: a document must be a mapping")]
    public void ReadAll_Nonsense_SaysWhere(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<YamlFormatException>(() => YamlReader.ReadAll(text).ToList()).Message);

    [Theory]
    [InlineData("[*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0}]", "a0: &a0 [lol,lol,lol,lol]\n")]
    [InlineData("{{<<: [*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0},*{0}]}}", "a0: &a0 {x: 1}\n")]
    public void ReadAll_AliasBomb_IsRefused(string level, string first)
    {
        var text = new System.Text.StringBuilder(first);
        for (var i = 1; i < 12; i++)
            text.Append($"a{i}: &a{i} ").AppendFormat(null, level, "a" + (i - 1)).Append('\n');
        var error = Assert.Throws<YamlFormatException>(() => YamlReader.ReadAll(text.ToString()).ToList());
        Assert.Contains("excessive aliasing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAll_DeepNesting_IsRefused() =>
        Assert.Contains("max depth", Assert.Throws<YamlFormatException>(() => YamlReader.ReadAll(string.Concat(Enumerable.Repeat("{a: ", 500)) + new string('}', 500)).ToList()).Message, StringComparison.Ordinal);
}
