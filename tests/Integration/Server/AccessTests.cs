using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Api.Authentication.V1;
using Trireme.Api.Certificates.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Server.Auth.Policy;
using Trireme.Server.Pki;
using Trireme.Testing;
using Xunit;
using UserInfo = Trireme.Server.Auth.UserInfo;

namespace Trireme.Tests.Integration.Server;

public sealed class AccessTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/version", 200)]
    [InlineData("/healthz", 200)]
    [InlineData("/livez", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/apis", 403)]
    [InlineData("/metrics", 403)]
    [InlineData("/openid/v1/jwks", 403)]
    [InlineData("/api/v1/namespaces", 403)]
    public async Task Https_NobodyInParticular_SeesThatTheServerLives(string path, int code)
    {
        await using var transport = Connect(null, null);
        await using var response = await transport.SendAsync(new ApiRequest("GET", path), Cancellation);
        Assert.Equal(code, response.StatusCode);
    }

    [Fact]
    public async Task Https_NobodyInParticular_IsToldWhatIsForbidden()
    {
        await using var transport = Connect(null, null);
        var refused = await new ApiClient(transport).Resource<Namespace>().ListAsync(new ListOptions(), Cancellation);
        Assert.Equal("namespaces is forbidden: User \"system:anonymous\" cannot list resource \"namespaces\" in API group \"\" at the cluster scope", refused.Error!.Message);
    }

    [Fact]
    public async Task Https_UserOfTheAuthority_MayWhatIsBoundToTheGroup()
    {
        await using var transport = Connect(Client("alice", "viewers"), null);
        var namespaces = new ApiClient(transport).Resource<Namespace>();
        Assert.Equal(403, (await namespaces.ListAsync(new ListOptions(), Cancellation)).Error!.Code);
        await BindAsync("viewers", "view", new Subject { ApiGroup = "rbac.authorization.k8s.io", Kind = "Group", Name = "viewers" });
        Assert.True((await namespaces.ListAsync(new ListOptions(), Cancellation)).IsSuccess);
        Assert.Equal(403, (await new ApiClient(transport).Resource<Secret>("default").ListAsync(new ListOptions(), Cancellation)).Error!.Code);
    }

    [Fact]
    public async Task Https_CertificateOfAnotherAuthority_Is401()
    {
        using var other = ClusterPki.LoadOrCreate(Path.Combine(shared.Cluster.Folder, "other"), new ClusterPkiOptions(), TimeProvider.System);
        var issued = other.IssueClientCertificate("alice", [UserInfo.Masters], TimeSpan.FromDays(1));
        await using var transport = Connect(Loaded(issued), null);
        Assert.Equal(401, (await new ApiClient(transport).Resource<Namespace>().ListAsync(new ListOptions(), Cancellation)).Error!.Code);
    }

    [Fact]
    public async Task Https_MadeUpToken_Is401()
    {
        await using var transport = Connect(null, "abcdef.0123456789abcdef");
        Assert.Equal(401, (await new ApiClient(transport).Resource<Namespace>().ListAsync(new ListOptions(), Cancellation)).Error!.Code);
    }

    [Fact]
    public async Task TokenRequest_Token_WorksUntilTheAccountGoes()
    {
        var accounts = shared.Cluster.Client.Resource<ServiceAccount>("default");
        (await accounts.CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "robot" } }, Cancellation)).Require();
        await BindAsync("robot", "view", new Subject { Kind = "ServiceAccount", Namespace = "default", Name = "robot" });
        var request = new TokenRequest { Spec = new TokenRequestSpec { ExpirationSeconds = 600 } };
        var answer = (await accounts.CreateSubresourceAsync("robot", "token", request, Cancellation)).Require();

        await using var transport = Connect(null, answer.Status!.Token);
        var maps = new ApiClient(transport).Resource<ConfigMap>("default");
        Assert.True((await maps.ListAsync(new ListOptions(), Cancellation)).IsSuccess);
        Assert.Equal(403, (await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "no" } }, Cancellation)).Error!.Code);
        await accounts.DeleteAsync("robot", new DeleteOptions(), Cancellation);
        Assert.Equal(401, (await maps.ListAsync(new ListOptions(), Cancellation)).Error!.Code);
    }

    [Fact]
    public async Task BootstrapToken_MayAskForACertificateAndNothingElse()
    {
        var secret = new Secret
        {
            Metadata = new ObjectMeta { Name = "bootstrap-token-07401b" },
            Type = "bootstrap.kubernetes.io/token",
            StringData = new Dictionary<string, string> { ["token-id"] = "07401b", ["token-secret"] = "f395accd246ae52d", ["usage-bootstrap-authentication"] = "true" },
        };
        (await shared.Cluster.Client.Resource<Secret>("kube-system").CreateAsync(secret, Cancellation)).Require();
        await using var transport = Connect(null, "07401b.f395accd246ae52d");
        var client = new ApiClient(transport);
        var created = (await client.Resource<CertificateSigningRequest>().CreateAsync(
            new CertificateSigningRequest
            {
                Metadata = new ObjectMeta { Name = "joining" },
                Spec = new CertificateSigningRequestSpec { Request = NewRequest("system:node:n1"), SignerName = "kubernetes.io/kube-apiserver-client-kubelet", Usages = ["client auth"], Username = "somebody-else" },
            },
            Cancellation)).Require();
        Assert.Equal("system:bootstrap:07401b", created.Spec.Username);
        Assert.Contains("system:bootstrappers", created.Spec.Groups!);
        Assert.Equal(403, (await client.Resource<Secret>("kube-system").ListAsync(new ListOptions(), Cancellation)).Error!.Code);
    }

    [Fact]
    public async Task Roles_NobodyGivesMoreThanTheyHave()
    {
        await BindAsync("carol", "admin", new Subject { ApiGroup = "rbac.authorization.k8s.io", Kind = "User", Name = "carol" });
        var carol = shared.Cluster.ClientOf(new UserInfo("carol", [UserInfo.Authenticated]));
        var refused = await carol.Resource<RoleBinding>("default").CreateAsync(
            new RoleBinding
            {
                Metadata = new ObjectMeta { Name = "escape" },
                RoleRef = new RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "cluster-admin" },
                Subjects = [new Subject { ApiGroup = "rbac.authorization.k8s.io", Kind = "User", Name = "carol" }],
            },
            Cancellation);
        Assert.Equal(403, refused.Error!.Code);
        Assert.StartsWith("rolebindings.rbac.authorization.k8s.io \"escape\" is forbidden: user \"carol\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n", refused.Error.Message);
    }

    [Fact]
    public async Task Namespaces_TheFirstOnes_CannotBeDeleted()
    {
        var refused = await shared.Cluster.Client.Resource<Namespace>().DeleteAsync("default", new DeleteOptions(), Cancellation);
        Assert.Equal("namespaces \"default\" is forbidden: this namespace may not be deleted", refused.Error!.Message);
    }

    [Fact]
    public async Task Create_InMissingNamespace_Is404()
    {
        var refused = await shared.Cluster.Client.Resource<ConfigMap>("nowhere").CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "m" } }, Cancellation);
        Assert.Equal("namespaces \"nowhere\" not found", refused.Error!.Message);
    }

    [Fact]
    public async Task Start_SecondTime_WritesNoRoleAgain()
    {
        await using var cluster = await TestCluster.StartAsync(cancellationToken: Cancellation);
        var before = (await cluster.Client.Resource<ClusterRole>().ListAsync(new ListOptions(), Cancellation)).Require();
        Assert.Equal(DefaultRoles.All.OfType<ClusterRole>().Count(), before.Items.Count);
        await cluster.RestartAsync(Cancellation);
        var after = (await cluster.Client.Resource<ClusterRole>().ListAsync(new ListOptions(), Cancellation)).Require();
        Assert.Equal(before.Items.Select(role => role.Metadata.ResourceVersion), after.Items.Select(role => role.Metadata.ResourceVersion));
    }

    [Theory]
    [InlineData("yes", "auth", "can-i", "delete", "nodes")]
    [InlineData("no", "auth", "can-i", "create", "pods", "--as", "nobody")]
    [InlineData("yes", "auth", "can-i", "get", "/healthz", "--as", "nobody", "--as-group", "system:authenticated")]
    [InlineData("yes", "auth", "can-i", "create", "selfsubjectaccessreviews.authorization.k8s.io", "--as", "nobody")]
    [InlineData("no", "auth", "can-i", "get", "pods", "--subresource", "log", "--as", "nobody")]
    public async Task Kubectl_CanI_Answers(string answer, params string[] arguments)
    {
        var (code, output) = await Kubectl.RunAsync(shared.Cluster.WriteKubeconfig(), arguments);
        Assert.Equal(answer, output.Split('\n')[0].Split(' ')[0]);
        Assert.Equal(answer == "yes" ? 0 : 1, code);
    }

    [Fact]
    public async Task Kubectl_Whoami_TellsUserAndGroups()
    {
        var (_, output) = await Kubectl.RunAsync(shared.Cluster.WriteKubeconfig(), "auth", "whoami", "-o", "jsonpath={.status.userInfo.username} {.status.userInfo.groups}");
        Assert.Equal("test-admin [\"system:masters\",\"system:authenticated\"]", output);
    }

    [Fact]
    public async Task Kubectl_CanIList_ShowsTheRules()
    {
        var (code, output) = await Kubectl.RunAsync(shared.Cluster.WriteKubeconfig(), "auth", "can-i", "--list", "--as", "nobody");
        Assert.Equal(0, code);
        Assert.Matches(@"selfsubjectaccessreviews\.authorization\.k8s\.io +\[\] +\[\] +\[create\]", output);
        Assert.Matches(@"\[/healthz\] +\[\] +\[get\]", output);
    }

    [Fact]
    public async Task Kubectl_CreateToken_PrintsOneThatReviewsWell()
    {
        (await shared.Cluster.Client.Resource<ServiceAccount>("default").CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "printed" } }, Cancellation)).Require();
        var kubeconfig = shared.Cluster.WriteKubeconfig();
        var (_, token) = await Kubectl.RunAsync(kubeconfig, "create", "token", "printed", "--duration", "15m", "--audience", "vault");
        var review = Path.Combine(shared.Cluster.Folder, "review.yaml");
        await File.WriteAllTextAsync(review, $"apiVersion: authentication.k8s.io/v1\nkind: TokenReview\nspec:\n  token: {token.Trim()}\n  audiences: [vault]\n", Cancellation);
        var (_, output) = await Kubectl.RunAsync(kubeconfig, "create", "--validate=false", "-f", review, "-o", "jsonpath={.status.authenticated} {.status.user.username} {.status.audiences}");
        Assert.Equal("true system:serviceaccount:default:printed [\"vault\"]", output);
    }

    private static byte[] NewRequest(string user)
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(new CertificateRequest($"O=system:nodes, CN={user}", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSigningRequestPem());
    }

    private static X509Certificate2 Loaded(IssuedCertificate issued)
    {
        using var pem = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.KeyPem);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private X509Certificate2 Client(string user, params string[] groups) => Loaded(shared.Cluster.Pki.IssueClientCertificate(user, groups, TimeSpan.FromDays(1)));

    private HttpsTransport Connect(X509Certificate2? certificate, string? token) => new(
        new ClusterConnection
        {
            Server = new Uri($"https://127.0.0.1:{shared.Cluster.Server.Port}"),
            CertificateAuthorities = [shared.Cluster.Pki.AuthorityCertificate],
            ClientCertificate = certificate,
            Token = token,
        },
        TimeProvider.System);

    private async Task BindAsync(string name, string role, Subject subject) =>
        (await shared.Cluster.Client.Resource<ClusterRoleBinding>().CreateAsync(
            new ClusterRoleBinding
            {
                Metadata = new ObjectMeta { Name = name },
                RoleRef = new RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = role },
                Subjects = [subject],
            },
            Cancellation)).Require();
}
