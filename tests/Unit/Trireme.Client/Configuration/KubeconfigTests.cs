using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Client.Configuration;
using Xunit;

namespace Trireme.Tests.Unit.Client.Configuration;

public sealed class KubeconfigTests
{
    [Fact]
    public void Connection_EmbeddedData_HasCertificateRootsAndNamespace()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=admin", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var config = Kubeconfig.Parse($"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters:
            - name: k
              cluster:
                server: https://127.0.0.1:6443
                certificate-authority-data: {Base64(certificate.ExportCertificatePem())}
            users:
            - name: u
              user:
                client-certificate-data: {Base64(certificate.ExportCertificatePem())}
                client-key-data: {Base64(key.ExportPkcs8PrivateKeyPem())}
            contexts:
            - name: c
              context: {"{"} cluster: k, user: u, namespace: team {"}"}
            """);

        var connection = config.Connection();

        Assert.Equal("https://127.0.0.1:6443/", connection.Server.ToString());
        Assert.Equal("team", connection.Namespace);
        Assert.Single(connection.CertificateAuthorities!);
        Assert.True(connection.ClientCertificate!.HasPrivateKey);
    }

    [Theory]
    [InlineData("current-context: x", "the kubeconfig has no context \"x\"")]
    [InlineData("kind: Config", "the kubeconfig has no current-context; name a context")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: k}}]", "the kubeconfig has no cluster \"k\", which context \"x\" names")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: k}}]\nclusters: [{name: k, cluster: {server: nonsense}}]", "cluster \"k\" of the kubeconfig has no usable server: \"nonsense\"")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: k, user: u}}]\nclusters: [{name: k, cluster: {server: 'https://h'}}]\nusers: [{name: u, user: {client-key-data: YQ==}}]", "the kubeconfig names only one of client-certificate and client-key; both are needed")]
    public void Connection_Unusable_SaysWhy(string yaml, string message)
    {
        var config = Kubeconfig.Parse(yaml);
        Assert.Equal(message, Assert.Throws<KubeconfigException>(() => config.Connection()).Message);
    }

    [Fact]
    public void Parse_NotYaml_NamesLine() =>
        Assert.StartsWith("the kubeconfig: error converting YAML to JSON: yaml: line 2", Assert.Throws<KubeconfigException>(() => Kubeconfig.Parse("a: b\n  c: [")).Message, StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
