using System.Text;
using Trireme.Server.Cache;
using Xunit;

namespace Trireme.Tests.Unit.Server.Cache;

public sealed class CachedObjectTests
{
    private const string Stored = """{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"n","uid":"u-1","labels":{"app":"web","tier":"front"}},"spec":{"nodeName":"a"}}""";

    [Fact]
    public void Read_StoredForm_GetsItsResourceVersionBehindTheUid()
    {
        var read = Read(Stored, 42);
        Assert.Equal(Stored.Replace("\"uid\":\"u-1\"", "\"uid\":\"u-1\",\"resourceVersion\":\"42\""), Text(read));
        Assert.Equal(("n", "p", "u-1", 42L), (read.Namespace, read.Name, read.Uid, read.Revision));
        Assert.Equal("web", read.Labels["app"]);
        Assert.Equal("front", read.Labels["tier"]);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1234567890123)]
    public void AtRevision_ReplacesTheVersionAlone(long revision)
    {
        var moved = Read(Stored, 42).AtRevision(revision);
        Assert.Equal(Text(Read(Stored, revision)), Text(moved));
        Assert.Equal(revision, moved.Revision);
        Assert.True(moved.IsStoredAs(Encoding.UTF8.GetBytes(Stored)));
    }

    [Fact]
    public void IsStoredAs_TellsTheStoredFormFromOthers()
    {
        var read = Read(Stored, 42);
        Assert.True(read.IsStoredAs(Encoding.UTF8.GetBytes(Stored)));
        Assert.False(read.IsStoredAs(Encoding.UTF8.GetBytes(Stored.Replace("web", "wab"))));
        Assert.False(read.IsStoredAs(read.Json.Span));
    }

    [Fact]
    public void Field_IsReadOutOfTheObject()
    {
        string[] fields = ["metadata.name", "spec.nodeName", "status.phase"];
        var read = Read(Stored, 1);
        Assert.Equal(["p", "a", ""], Enumerable.Range(0, 3).Select(i => read.Field(fields, i)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"metadata":{"name":"p"}}""")]
    [InlineData("""{"kind":"Pod"}""")]
    public void Read_WhatNoServerWrote_Throws(string stored) =>
        Assert.ThrowsAny<Exception>(() => Read(stored, 1));

    private static CachedObject Read(string stored, long revision) => CachedObjectReader.Read("n/p", Encoding.UTF8.GetBytes(stored), revision);

    private static string Text(CachedObject value) => Encoding.UTF8.GetString(value.Json.Span);
}
