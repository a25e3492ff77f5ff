using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth.Tokens;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Tokens;

public sealed class BootstrapTokenTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeObjects _objects = new();
    private readonly BootstrapTokenAuthenticator _authenticator;

    private static BootstrapToken Token => BootstrapToken.TryParse("abcdef.0123456789abcdef", out var token) ? token : throw new InvalidOperationException();

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
        Assert.True(BootstrapToken.TryParse($"{token.Id}.fedcba9876543210", out var other));
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
        var secret = NewSecret(_time.GetUtcNow().AddHours(1), []);
        _objects.Put(secret with { Data = new Dictionary<string, byte[]>(secret.Data!) { [key] = Encoding.UTF8.GetBytes(value) } });
        Assert.Null(_authenticator.Authenticate(Token).User);
    }

    [Fact]
    public void Authenticate_SecretOfAnotherType_IsUnknown()
    {
        _objects.Put(NewSecret(_time.GetUtcNow().AddHours(1), []) with { Type = "Opaque" });
        Assert.Null(_authenticator.Authenticate(Token).User);
    }

    [Theory]
    [InlineData("abcdef.0123456789abcdef", true)]
    [InlineData("abcdeF.0123456789abcdef", false)]
    [InlineData("abcdef.0123456789abcde", false)]
    [InlineData("abcdef-0123456789abcdef", false)]
    [InlineData("abcde.f0123456789abcdef", false)]
    public void TryParse_Text_FollowsTheForm(string text, bool good) => Assert.Equal(good, BootstrapToken.TryParse(text, out _));

    [Fact]
    public void ToString_Token_HidesTheSecret() => Assert.DoesNotContain("0123456789abcdef", Token.ToString());

    private static Secret NewSecret(DateTimeOffset end, IReadOnlyList<string> groups) => new()
    {
        Metadata = new ObjectMeta { Namespace = "kube-system", Name = "bootstrap-token-abcdef" },
        Type = "bootstrap.kubernetes.io/token",
        Data = new Dictionary<string, byte[]>
        {
            ["token-id"] = "abcdef"u8.ToArray(),
            ["token-secret"] = "0123456789abcdef"u8.ToArray(),
            ["usage-bootstrap-authentication"] = "true"u8.ToArray(),
            ["auth-extra-groups"] = Encoding.UTF8.GetBytes(string.Join(',', groups)),
            ["expiration"] = Encoding.UTF8.GetBytes(end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        },
    };

    private BootstrapToken Stored(TimeSpan life, IReadOnlyList<string> groups)
    {
        _objects.Put(NewSecret(_time.GetUtcNow() + life, groups));
        return Token;
    }
}
