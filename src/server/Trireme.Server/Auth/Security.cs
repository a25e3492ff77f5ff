using Trireme.Server.Auth.Certificates;
using Trireme.Server.Auth.Rbac;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Cache;
using Trireme.Server.Pki;

namespace Trireme.Server.Auth;

/// <summary>Everything that decides who somebody is and what they may do, put together. Thread-safe.</summary>
internal sealed class Security
{
    /// <summary>Puts it together; nothing is read before the first request.</summary>
    public Security(ClusterPki pki, IObjectSource objects, SecurityOptions options, TimeProvider time)
    {
        var audiences = options.Tokens.ApiAudiences;
        Tokens = new TokenAuthenticator(
            new BootstrapTokenAuthenticator(objects, time),
            new ServiceAccountTokenAuthenticator(pki.ServiceAccountKey, options.Tokens.Issuer, audiences, objects, time),
            audiences);
        Authenticator = new RequestAuthenticator(new ClientCertificateAuthenticator(pki.AuthorityCertificate, time), Tokens);
        Rbac = new RbacAuthorizer(objects);
        Authorizer = Rbac;
        TokenIssuer = new ServiceAccountTokenIssuer(pki.ServiceAccountKey, options.Tokens, objects, time);
    }

    /// <summary>Finds out who makes a request.</summary>
    public IAuthenticator Authenticator { get; }

    /// <summary>Decides what they may do.</summary>
    public IAuthorizer Authorizer { get; }

    /// <summary>Makes service-account tokens.</summary>
    public ServiceAccountTokenIssuer TokenIssuer { get; }

    /// <summary>Knows users by tokens.</summary>
    internal TokenAuthenticator Tokens { get; }

    /// <summary>The roles and bindings.</summary>
    internal RbacAuthorizer Rbac { get; }
}
