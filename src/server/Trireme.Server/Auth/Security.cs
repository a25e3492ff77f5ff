using Trireme.Machinery.Schema;
using Trireme.Server.Admission;
using Trireme.Server.Auth.Certificates;
using Trireme.Server.Auth.Nodes;
using Trireme.Server.Auth.Rbac;
using Trireme.Server.Auth.Reviews;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Cache;
using Trireme.Server.Pki;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth;

/// <summary>Everything that decides who somebody is, what they may do and what may be stored, put together. Thread-safe.</summary>
internal sealed class Security
{
    /// <summary>Puts it together; nothing is read before the first request.</summary>
    public Security(ClusterPki pki, IObjectSource objects, KindRegistry kinds, SecurityOptions options, TimeProvider time)
    {
        var audiences = options.Tokens.ApiAudiences;
        Tokens = new TokenAuthenticator(
            new BootstrapTokenAuthenticator(objects, time),
            new ServiceAccountTokenAuthenticator(pki.ServiceAccountKey, options.Tokens.Issuer, audiences, objects, time),
            audiences);
        Authenticator = new RequestAuthenticator(new ClientCertificateAuthenticator(pki.AuthorityCertificate, time), Tokens);

        var rbac = new RbacAuthorizer(objects);
        var rules = new RbacRules(rbac);
        Authorizer = new AuthorizerChain(new NodeAuthorizer(new NodeGraph(objects)), rbac);
        Impersonation = new Impersonation(Authorizer);
        TokenIssuer = new ServiceAccountTokenIssuer(pki.ServiceAccountKey, options.Tokens, objects, time);
        IssuerDiscovery = new IssuerDiscovery(pki.ServiceAccountKey, options.Tokens);

        // In Kubernetes' order: what completes comes before what judges the result.
        Admission = new AdmissionChain(
        [
            new NamespaceLifecycle(objects),
            new ServiceAccountAdmission(objects, time),
            new NodeRestriction(objects),
            new TaintNodesByCondition(),
            new PriorityAdmission(objects, kinds),
            new DefaultTolerationSeconds(),
            new CertificateApproval(Authorizer),
            new CertificateSigning(Authorizer),
            new CertificateSubjectRestriction(),
            new RoleEscalation(rbac, rules, Authorizer),
        ]);
        Computed =
        [
            new TokenReviews(Tokens),
            new SelfSubjectReviews(time),
            new SubjectAccessReviews(Authorizer),
            new LocalSubjectAccessReviews(Authorizer),
            new SelfSubjectAccessReviews(Authorizer),
            new SelfSubjectRulesReviews(rules),
            new TokenRequests(TokenIssuer, new NodeTokenRestriction(objects, Authorizer)),
        ];
    }

    /// <summary>Finds out who makes a request.</summary>
    public IAuthenticator Authenticator { get; }

    /// <summary>Lets a user act as another.</summary>
    public Impersonation Impersonation { get; }

    /// <summary>Decides what a user may do.</summary>
    public IAuthorizer Authorizer { get; }

    /// <summary>Completes and judges objects on their way into the store.</summary>
    public AdmissionChain Admission { get; }

    /// <summary>The reviews, and the token subresource of service accounts.</summary>
    public IReadOnlyList<IComputedResource> Computed { get; }

    /// <summary>Makes service-account tokens.</summary>
    public ServiceAccountTokenIssuer TokenIssuer { get; }

    /// <summary>The documents by which others verify service-account tokens.</summary>
    public IssuerDiscovery IssuerDiscovery { get; }

    /// <summary>Knows users by tokens.</summary>
    internal TokenAuthenticator Tokens { get; }
}
