using Trireme.Server.Verbs;
using Xunit;

namespace Trireme.Tests.Unit.Server.Verbs;

public sealed class ContinueTokenTests
{
    [Theory]
    [InlineData(1, "default/a")]
    [InlineData(-1, "kube-system/ö")]
    public void Parse_OwnToken_ComesBack(long revision, string start) =>
        Assert.Equal(new ContinueToken(revision, start), ContinueToken.Parse(new ContinueToken(revision, start).ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("e30")]
    [InlineData("eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MCwic3RhcnQiOiJhIn0")]
    [InlineData("%%%")]
    public void Parse_OtherText_IsNone(string text) => Assert.Null(ContinueToken.Parse(text));
}
