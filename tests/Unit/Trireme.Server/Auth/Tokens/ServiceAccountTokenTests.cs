using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api.Authentication.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Pki;
using Xunit;
using ApiNode = Trireme.Api.Core.V1.Node;

namespace Trireme.Tests.Unit.Server.Auth.Tokens;

public sealed class ServiceAccountTokenTests
{
    private static readonly ServiceAccountTokenOptions Options = new();

    // making an RSA key takes longer than all that is done with it
    private static readonly ServiceAccountKey SharedKey = new(RSA.Create(2048));

    private readonly ManualTimeProvider _time = new();
    private readonly FakeObjects _objects = new();
    private readonly ServiceAccountKey _key = SharedKey;
    private readonly ServiceAccountTokenIssuer _issuer;
    private readonly ServiceAccountTokenAuthenticator _authenticator;

    public ServiceAccountTokenTests()
    {
        _objects.Put(new ServiceAccount { Metadata = new ObjectMeta { Namespace = "ns", Name = "app", Uid = "sa-1" } });
        _objects.Put(new ApiNode { Metadata = new ObjectMeta { Name = "n1", Uid = "node-1" } });
        _objects.Put(Pod("pod-1"));
        _issuer = new ServiceAccountTokenIssuer(_key, Options, _objects, _time);
        _authenticator = new ServiceAccountTokenAuthenticator(_key, Options.Issuer, Options.ApiAudiences, _objects, _time);
    }

    [Fact]
    public void Authenticate_FreshToken_KnowsTheAccount()
    {
        var user = Authenticate(Token(3600)).User!;
        Assert.Equal("system:serviceaccount:ns:app", user.Name);
        Assert.Equal("sa-1", user.Uid);
        Assert.Equal(["system:serviceaccounts", "system:serviceaccounts:ns", "system:authenticated"], user.Groups);
    }

    [Fact]
    public void Issue_BoundToPod_TellsPodAndNode()
    {
        var user = Authenticate(Token(3600, new BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = "web", Uid = "pod-1" })).User!;
        Assert.Equal(["web"], user.Extra["authentication.kubernetes.io/pod-name"]);
        Assert.Equal(["pod-1"], user.Extra["authentication.kubernetes.io/pod-uid"]);
        Assert.Equal(["n1"], user.Extra["authentication.kubernetes.io/node-name"]);
        Assert.Equal(["node-1"], user.Extra["authentication.kubernetes.io/node-uid"]);
        Assert.StartsWith("JTI=", user.Extra["authentication.kubernetes.io/credential-id"][0]);
    }

    [Fact]
    public void Authenticate_TokenAtItsEnd_HasExpired()
    {
        var token = Token(600);
        _time.Advance(TimeSpan.FromSeconds(599));
        Assert.NotNull(Authenticate(token).User);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("expired", Authenticate(token).Error);
    }

    [Fact]
    public void Authenticate_AccountMadeAnew_TokenIsInvalid()
    {
        var token = Token(3600);
        Assert.NotNull(Authenticate(token).User);
        _objects.Put(new ServiceAccount { Metadata = new ObjectMeta { Namespace = "ns", Name = "app", Uid = "sa-2" } });
        Assert.Null(Authenticate(token).User);
        _objects.Remove<ServiceAccount>("ns", "app");
        Assert.Null(Authenticate(token).User);
    }

    [Fact]
    public void Authenticate_PodGoneOrReplaced_TokenIsInvalid()
    {
        var token = Token(3600, new BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = "web" });
        _objects.Put(Pod("pod-2"));
        Assert.Null(Authenticate(token).User);
        _objects.Put(Pod("pod-1"));
        Assert.NotNull(Authenticate(token).User);
        _objects.Remove<Pod>("ns", "web");
        Assert.Null(Authenticate(token).User);
    }

    [Fact]
    public void Authenticate_PodEnding_TokenIsGoodForAMinuteMore()
    {
        var token = Token(3600, new BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = "web" });
        var pod = Pod("pod-1");
        _objects.Put(pod with { Metadata = pod.Metadata with { DeletionTimestamp = _time.GetUtcNow() } });
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.NotNull(Authenticate(token).User);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Authenticate(token).User);
    }

    [Fact]
    public void Authenticate_OtherAudience_IsInvalid()
    {
        var token = Issue(new TokenRequestSpec { Audiences = ["vault"], ExpirationSeconds = 3600 }).Answer!.Status!.Token!;
        Assert.Contains("audiences", Authenticate(token).Error);
        Assert.Equal(["vault"], _authenticator.Authenticate(token, ["vault", "else"]).Audiences);
    }

    [Fact]
    public void Authenticate_ChangedClaims_IsInvalid()
    {
        var parts = Token(3600).Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        claims["exp"] = claims["exp"]!.GetValue<long>() + 1;
        var forged = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
        Assert.Null(Authenticate(forged).User);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"alg":"RS256","alg":"none"}""")]
    [InlineData("""{"alg":"RS256","crit":["x"]}""")]
    public void Authenticate_OtherAlgorithm_IsInvalid(string header)
    {
        var parts = Token(3600).Split('.');
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        // with the public key as an HMAC secret, with no signature, and with one that fits the forged header
        using var rsa = RSA.Create();
        var hmac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key.Modulus), Encoding.ASCII.GetBytes($"{encoded}.{parts[1]}"));
        Assert.Null(Authenticate($"{encoded}.{parts[1]}.{Base64Url.EncodeToString(hmac)}").User);
        Assert.Null(Authenticate($"{encoded}.{parts[1]}.").User);
        Assert.Null(Authenticate($"{encoded}.{parts[1]}.{Base64Url.EncodeToString(_key.Sign(Encoding.ASCII.GetBytes($"{encoded}.{parts[1]}")))}").User);
    }

    [Fact]
    public void Authenticate_OtherKey_IsInvalid()
    {
        using var other = new ServiceAccountKey(RSA.Create(2048));
        var (answer, _) = new ServiceAccountTokenIssuer(other, Options, _objects, _time).Issue("ns", "app", new TokenRequest());
        Assert.Contains("signature", Authenticate(answer!.Status!.Token!).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("a.b.c.d")]
    [InlineData("!!!.!!!.!!!")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    public void Authenticate_NoToken_IsNobodys(string token)
    {
        var outcome = Authenticate(token);
        Assert.Null(outcome.User);
        Assert.Null(outcome.Error);
    }

    [Fact]
    public void SignServiceAccountToken_SecretHoldsIt_IsGoodUntilTheSecretGoes()
    {
        using var folder = new TemporaryFolder();
        using var pki = TestPki.Load(folder.File("pki"), new ClusterPkiOptions(), _time);
        var authenticator = new ServiceAccountTokenAuthenticator(pki.ServiceAccountKey, Options.Issuer, Options.ApiAudiences, _objects, _time);
        var token = pki.SignServiceAccountToken("ns", "app", "sa-1", "app-token");
        Assert.Null(authenticator.Authenticate(token, Options.ApiAudiences).User);
        _objects.Put(new Secret
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = "app-token", Uid = "s-1" },
            Type = "kubernetes.io/service-account-token",
            Data = new Dictionary<string, byte[]> { ["token"] = Encoding.UTF8.GetBytes(token) },
        });
        _time.Advance(TimeSpan.FromDays(4000));
        Assert.Equal("system:serviceaccount:ns:app", authenticator.Authenticate(token, Options.ApiAudiences).User!.Name);
        _objects.Remove<Secret>("ns", "app-token");
        Assert.Null(authenticator.Authenticate(token, Options.ApiAudiences).User);
    }

    [Fact]
    public void Issue_PodsOwnToken_LivesAYearAndSaysAnHour()
    {
        var (answer, _) = Issue(new TokenRequestSpec { ExpirationSeconds = 3607, BoundObjectRef = new BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = "web", Uid = "pod-1" } });
        Assert.Equal(_time.GetUtcNow().AddSeconds(3607), answer!.Status!.ExpirationTimestamp);
        _time.Advance(TimeSpan.FromDays(364));
        Assert.NotNull(Authenticate(answer.Status.Token!).User);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Null(Authenticate(answer.Status.Token!).User);
    }

    [Theory]
    [InlineData(599L, "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes")]
    [InlineData(4294967297L, "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds")]
    public void Issue_UnreasonableLife_Is422(long seconds, string message)
    {
        var (_, error) = Issue(new TokenRequestSpec { ExpirationSeconds = seconds });
        Assert.Equal(422, error!.Code);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Issue_WrongBinding_IsRefused()
    {
        Assert.Equal(404, Bound("Pod", "missing").Code);
        Assert.Equal("Conflict", Bound("Pod", "web", "pod-9").Reason);
        Assert.Equal(400, Bound("Deployment", "web").Code);
        _objects.Put(Pod("pod-1") with { Spec = new PodSpec { ServiceAccountName = "other" } });
        Assert.Equal("cannot bind token for serviceaccount \"app\" to pod running with different serviceaccount name.", Bound("Pod", "web").Message);
        Assert.Equal("serviceaccounts \"nobody\" not found", _issuer.Issue("ns", "nobody", new TokenRequest()).Error!.Message);

        Status Bound(string kind, string name, string? uid = null) =>
            Issue(new TokenRequestSpec { BoundObjectRef = new BoundObjectReference { ApiVersion = "v1", Kind = kind, Name = name, Uid = uid } }).Error!;
    }

    private static Pod Pod(string uid) => new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "web", Uid = uid },
        Spec = new PodSpec { ServiceAccountName = "app", NodeName = "n1" },
    };

    private TokenOutcome Authenticate(string token) => _authenticator.Authenticate(token, Options.ApiAudiences);

    private (TokenRequest? Answer, Status? Error) Issue(TokenRequestSpec spec) => _issuer.Issue("ns", "app", new TokenRequest { Spec = spec });

    private string Token(long seconds, BoundObjectReference? bound = null) =>
        Issue(new TokenRequestSpec { ExpirationSeconds = seconds, BoundObjectRef = bound }).Answer!.Status!.Token!;
}
