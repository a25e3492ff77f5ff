using Trireme.Server.Auth;

namespace Trireme.Server.Admission;

/// <summary>Who may approve or sign for a signer: the right on the signer itself, or on all of its domain.</summary>
internal static class CertificateSigners
{
    /// <summary>The signer of client certificates.</summary>
    public const string ApiServerClient = "kubernetes.io/kube-apiserver-client";

    /// <summary>The signer of node agents' client certificates.</summary>
    public const string KubeletClient = "kubernetes.io/kube-apiserver-client-kubelet";

    /// <summary>The signer of node agents' serving certificates.</summary>
    public const string KubeletServing = "kubernetes.io/kubelet-serving";

    /// <summary>Whether a user may do something as, or for, a signer.</summary>
    public static bool May(IAuthorizer authorizer, UserInfo user, string verb, string signer)
    {
        bool Allowed(string name) =>
            authorizer.Authorize(new AccessRequest(user, verb) { Group = "certificates.k8s.io", Version = "*", Resource = "signers", Name = name }).Allowed;

        var slash = signer.IndexOf('/');
        return Allowed(signer) || (slash > 0 && Allowed(signer[..slash] + "/*"));
    }
}
