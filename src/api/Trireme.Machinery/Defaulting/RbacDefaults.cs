using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>The API groups that references of RBAC may leave out.</summary>
internal static class RbacDefaults
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void ApplyRoleRef(JsonObject reference)
    {
        if (reference.Text("apiGroup") is not { Length: > 0 })
            reference["apiGroup"] = Group;
    }

    public static void ApplySubject(JsonObject subject)
    {
        if (subject.Text("apiGroup") is { Length: > 0 })
            return;
        if (subject.Text("kind") is "User" or "Group")
            subject["apiGroup"] = Group;
        else
            subject.Remove("apiGroup");
    }
}
