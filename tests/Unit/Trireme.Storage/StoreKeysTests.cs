using System.Text;
using Trireme.Storage;
using Xunit;

namespace Trireme.Tests.Unit.Storage;

public sealed class StoreKeysTests
{
    [Theory]
    [InlineData("/registry/pods/", "/registry/pods0")]
    [InlineData("a", "b")]
    [InlineData("\ud7ff", "\ue000")]
    [InlineData("é", "ê")]
    [InlineData("x😀", "x😁")]
    [InlineData("x\U0010FFFF", "y")]
    [InlineData("", StoreKeys.Last)]
    [InlineData("\U0010FFFF", StoreKeys.Last)]
    public void PrefixEnd_Prefix_IsTheNextKeyAfterAllOfIt(string prefix, string end) =>
        Assert.Equal(end, StoreKeys.PrefixEnd(prefix));

    [Fact]
    public void PrefixEnd_AnyText_LiesAfterItsLongestAndBeforeItsNext()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var runes = Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomRune(random)).ToList();
            var prefix = string.Concat(runes);
            var end = Encoding.UTF8.GetBytes(StoreKeys.PrefixEnd(prefix));
            Assert.True(Encoding.UTF8.GetBytes(prefix).AsSpan().SequenceCompareTo(end) < 0);
            Assert.True(Encoding.UTF8.GetBytes(prefix + "\U0010FFFE").AsSpan().SequenceCompareTo(end) < 0);
            Assert.False(StoreKeys.PrefixEnd(prefix).StartsWith(prefix, StringComparison.Ordinal));
        }
    }

    private static Rune RandomRune(Random random)
    {
        while (true)
        {
            if (Rune.TryCreate(random.Next(1, 0x10FFFE), out var rune))
            {
                return rune;
            }
        }
    }
}
