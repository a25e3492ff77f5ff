using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Server.Auth.Tokens;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Tokens;

public sealed class BootstrapTokenTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeObjects _objects = new();
    private readonly BootstrapTokenAuthenticator _authenticator;

    public BootstrapTokenTests() => _authenticator = new BootstrapTokenAuthenticator(_objects, _time);

    [Fact]
    public void Authenticate_StoredToken_IsABootstrapper()
    {
        var token = Stored(TimeSpan.FromHours(1), ["system:bootstrappers:racks"]);
        var user = _authenticator.Authenticate(token).User!;
        Assert.Equal($"system:bootstrap:{token.Id}", user.Name);
        Assert.Equal(["system:bootstrappers", "system:bootstrappers:racks", "system:authenticated"], user.Groups);
    }

    [Fact]
    public void Authenticate_AtItsEnd_HasExpired()
    {
        var token = Stored(TimeSpan.FromHours(1), []);
        _time.Advance(TimeSpan.FromSeconds(3599));
        Assert.NotNull(_authenticator.Authenticate(token).User);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_authenticator.Authenticate(token).User);
    }

    [Fact]
    public void Authenticate_OtherSecret_IsUnknown()
    {
        var token = Stored(TimeSpan.FromHours(1), []);
        Assert.True(BootstrapToken.TryParse($"{token.Id}.0123456789abcdef", out var other));
        Assert.Null(_authenticator.Authenticate(other).User);
    }

    [Theory]
    [InlineData("expiration", "soon")]
    [InlineData("usage-bootstrap-authentication", "false")]
    [InlineData("auth-extra-groups", "system:masters")]
    [InlineData("auth-extra-groups", "system:bootstrappers:")]
    [InlineData("auth-extra-groups", "system:bootstrappers:X")]
    [InlineData("token-id", "zzzzzz")]
    public void Authenticate_UnfitSecret_IsUnknown(string key, string value)
    {
        var token = BootstrapToken.Generate();
        var secret = token.ToSecret(_time.GetUtcNow().AddHours(1), []);
        _objects.Put(secret with { Data = new Dictionary<string, byte[]>(secret.Data!) { [key] = Encoding.UTF8.GetBytes(value) } });
        Assert.Null(_authenticator.Authenticate(token).User);
    }

    [Fact]
    public void Authenticate_SecretOfAnotherType_IsUnknown()
    {
        var token = BootstrapToken.Generate();
        _objects.Put(token.ToSecret(null, []) with { Type = "Opaque" });
        Assert.Null(_authenticator.Authenticate(token).User);
    }

    [Theory]
    [InlineData("abcdef.0123456789abcdef", true)]
    [InlineData("abcdeF.0123456789abcdef", false)]
    [InlineData("abcdef.0123456789abcde", false)]
    [InlineData("abcdef-0123456789abcdef", false)]
    [InlineData("abcde.f0123456789abcdef", false)]
    public void TryParse_Text_FollowsTheForm(string text, bool good) => Assert.Equal(good, BootstrapToken.TryParse(text, out _));

    [Fact]
    public void ToString_Token_HidesTheSecret()
    {
        Assert.True(BootstrapToken.TryParse("abcdef.0123456789abcdef", out var token));
        Assert.DoesNotContain("0123456789abcdef", token.ToString());
        Assert.Equal("abcdef.0123456789abcdef", token.Reveal());
    }

    private BootstrapToken Stored(TimeSpan life, IReadOnlyList<string> groups)
    {
        var token = BootstrapToken.Generate();
        _objects.Put<Secret>(token.ToSecret(_time.GetUtcNow() + life, groups));
        return token;
    }
}
