using System.Security.Cryptography.X509Certificates;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Certificates;
using Trireme.Server.Pki;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Certificates;

public sealed class ClientCertificateAuthenticatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly ClusterPki _pki;
    private readonly ClientCertificateAuthenticator _authenticator;

    public ClientCertificateAuthenticatorTests()
    {
        _pki = TestPki.Load(_folder.File("pki"), new ClusterPkiOptions(), _time);
        _authenticator = new ClientCertificateAuthenticator(_pki.AuthorityCertificate, _time);
    }

    public void Dispose()
    {
        _pki.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Authenticate_OwnCertificate_NamesUserAndGroups()
    {
        var user = _authenticator.Authenticate(Client("alice", "dev", "ops")).User!;
        Assert.Equal("alice", user.Name);
        Assert.Equal(["dev", "ops", UserInfo.Authenticated], user.Groups);
        Assert.StartsWith("X509SHA256=", user.Extra["authentication.kubernetes.io/credential-id"][0]);
    }

    [Fact]
    public void Authenticate_OtherAuthority_IsInvalid()
    {
        using var other = TestPki.Load(_folder.File("other"), new ClusterPkiOptions(), _time);
        using var certificate = X509Certificate2.CreateFromPem(other.IssueClientCertificate("alice", [UserInfo.Masters], TimeSpan.FromDays(1)).CertificatePem);
        Assert.Null(_authenticator.Authenticate(certificate).User);
        Assert.NotNull(_authenticator.Authenticate(certificate).Error);
    }

    [Fact]
    public void Authenticate_ServingCertificate_IsInvalid()
    {
        using var certificate = X509Certificate2.CreateFromPem(_pki.IssueServingCertificate("system:node:n1", ["system:nodes"], ["n1"], [], TimeSpan.FromDays(1)).CertificatePem);
        Assert.NotNull(_authenticator.Authenticate(certificate).Error);
    }

    [Fact]
    public void Authenticate_ConnectionOutlivesCertificate_EndsWithIt()
    {
        var certificate = Client("alice");
        Assert.NotNull(_authenticator.Authenticate(certificate).User);
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Contains("expired", _authenticator.Authenticate(certificate).Error);
    }

    [Fact]
    public void Authenticate_ExpiredFromTheStart_IsInvalid()
    {
        var certificate = Client("alice");
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Contains("expired", _authenticator.Authenticate(certificate).Error);
    }

    [Fact]
    public void Authenticate_NoCommonName_IsNobody()
    {
        var outcome = _authenticator.Authenticate(Client("", "dev"));
        Assert.Null(outcome.User);
        Assert.Null(outcome.Error);
    }

    private X509Certificate2 Client(string name, params string[] groups) =>
        X509Certificate2.CreateFromPem(_pki.IssueClientCertificate(name, groups, TimeSpan.FromDays(1)).CertificatePem);
}
