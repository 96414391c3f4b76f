package dev.taskwright.identity.users;

/** What an account is made from; {@link Users#add} says which texts it takes. */
public record NewUser(String handle, String email, String name, String password, boolean admin) {
    @Override
    public String toString() {
        return "NewUser[" + handle + "]";
    }
}
