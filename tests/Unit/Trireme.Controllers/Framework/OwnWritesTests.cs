using Trireme.Api.Meta.V1;
using Trireme.Controllers.Framework;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.Framework;

public sealed class OwnWritesTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly OwnWrites _own;

    public OwnWritesTests() => _own = new OwnWrites(_time);

    [Theory]
    [InlineData("9", false)]
    [InlineData("10", true)]
    [InlineData("11", true)]
    [InlineData("opaque", true)]
    public void AreSeen_Version_IsComparedWithTheWritten(string seen, bool current)
    {
        _own.Note(Version("8"), Version("10"));
        Assert.Equal(current, _own.AreSeen(Version(seen)));
    }

    [Fact]
    public void AreSeen_NothingWritten_IsCurrent()
    {
        var same = Version("8");
        _own.Note(same, same);
        Assert.True(_own.AreSeen(Version("1")));
    }

    [Fact]
    public void AreSeen_VersionsBeganAnew_IsBelievedAfterFiveSeconds()
    {
        _own.Note(Version("8"), Version("1000"));
        Assert.False(_own.AreSeen(Version("3")));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_own.AreSeen(Version("3")));
        Assert.True(_own.AreSeen(Version("3")));
    }

    private static PartialObjectMetadata Version(string version) => new() { Metadata = new ObjectMeta { Name = "a", ResourceVersion = version } };
}
