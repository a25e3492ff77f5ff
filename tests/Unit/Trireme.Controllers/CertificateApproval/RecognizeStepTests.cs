using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Api.Certificates.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Controllers.CertificateApproval;
using Trireme.Controllers.CertificateApproval.Steps;
using Trireme.Controllers.Framework;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.CertificateApproval;

using Node = global::Trireme.Api.Core.V1.Node;

public sealed class RecognizeStepTests
{
    private const string Client = NodeCertificateRequest.ClientSigner;
    private const string Serving = NodeCertificateRequest.ServingSigner;

    [Theory]
    [InlineData(Client, "system:bootstrap:abc", "system:node:n1", "system:nodes", "", "nodeclient")]
    [InlineData(Client, "system:node:n1", "system:node:n1", "system:nodes", "", "selfnodeclient")]
    [InlineData(Client, "system:bootstrap:abc", "admin", "system:nodes", "", null)]
    [InlineData(Client, "system:bootstrap:abc", "system:node:n1", "system:masters", "", null)]
    [InlineData(Client, "system:bootstrap:abc", "system:node:n1", "system:nodes", "n1", null)]
    [InlineData(Serving, "system:node:n1", "system:node:n1", "system:nodes", "n1,10.0.0.5", "")]
    [InlineData(Serving, "system:node:n1", "system:node:n1", "system:nodes", "n1,10.0.0.6", null)]
    [InlineData(Serving, "system:node:n1", "system:node:n1", "system:nodes", "kubernetes.default.svc", null)]
    [InlineData(Serving, "system:node:n2", "system:node:n1", "system:nodes", "n1", null)]
    [InlineData(Serving, "system:node:n1", "system:node:n1", "system:nodes", "", null)]
    public void Apply_Request_IsRecognizedOrLeftToPeople(string signer, string user, string name, string group, string names, string? permission)
    {
        var usage = signer == Client ? "client auth" : "server auth";
        var request = Request(signer, user, name, group, names, usage, "digital signature");
        var node = new Node
        {
            Metadata = new ObjectMeta { Name = "n1" },
            Status = new NodeStatus
            {
                Addresses = [new NodeAddress { Type = "InternalIP", Address = "10.0.0.5" }, new NodeAddress { Type = "Hostname", Address = "kubernetes.default.svc" }],
            },
        };

        var plan = RecognizeStep.Apply(new CertificateApprovalState(request, NodeCertificateRequest.Parse(request.Spec.Request), node));

        Assert.Equal(permission is null, plan is null);
        Assert.Equal(permission ?? "", plan?.Permission ?? "");
    }

    [Fact]
    public void Apply_UsageTooMuch_IsLeftToPeople()
    {
        var request = Request(Client, "system:node:n1", "system:node:n1", "system:nodes", "", "client auth", "cert sign");
        Assert.Null(RecognizeStep.Apply(new CertificateApprovalState(request, NodeCertificateRequest.Parse(request.Spec.Request), null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    public void Parse_NoRequest_IsNull(string text) => Assert.Null(NodeCertificateRequest.Parse(Encoding.UTF8.GetBytes(text)));

    private static CertificateSigningRequest Request(string signer, string user, string name, string group, string names, params string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"O={group}, CN={name}", key, HashAlgorithmName.SHA256);
        if (names.Length > 0)
        {
            var builder = new SubjectAlternativeNameBuilder();
            foreach (var entry in names.Split(','))
            {
                if (IPAddress.TryParse(entry, out var address))
                    builder.AddIpAddress(address);
                else
                    builder.AddDnsName(entry);
            }
            request.CertificateExtensions.Add(builder.Build());
        }
        return new CertificateSigningRequest
        {
            Metadata = new ObjectMeta { Name = "csr" },
            Spec = new CertificateSigningRequestSpec
            {
                SignerName = signer,
                Username = user,
                Usages = usages,
                Request = Encoding.UTF8.GetBytes(request.CreateSigningRequestPem()),
            },
        };
    }
}
